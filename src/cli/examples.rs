//! What the help of each command teaches by example. Every line that begins with `candour` can be typed as it stands.

use super::ending::Outcome;

/// Below the list of all commands.
pub(super) fn candour() -> String {
    let codes: String =
        Outcome::ALL.iter().map(|outcome| format!("\n  {:>2}  {}", outcome.code(), outcome.meaning())).collect();
    format!("{TOUR}\n\nExit codes:{codes}")
}

const TOUR: &str = "\
Examples:
  candour check --root my-site
      say all that is wrong with the site in the folder my-site
  candour build --root my-site
      build the site into my-site/public, if everything about it holds
  candour explain children north 2024 --root my-site
      say why a figure is withheld
  candour help build
      say more of one command, with examples";

pub(super) const BUILD: &str = "\
Examples:
  candour build
      build the site of this folder, into its folder public
  candour build --root my-site --out /srv/www/transparency
      build another folder's site into the folder of a web server
  candour build --strict --quiet
      for scripts: warnings count as errors, and only problems are printed
  candour build --at 2017-10-12T09:30
      build the site as of that time, with pages whose embargo is over by then";

pub(super) const CHECK: &str = "\
Examples:
  candour check
      say all that is wrong with the site of this folder
  candour check --root my-site --strict
      the same of another folder's site; a warning fails too
  candour check --timings
      say how long each stage took as well";

pub(super) const EXPLAIN: &str = "\
Examples:
  candour explain children city 2017
      a figure by words from its name; if several fit, they are listed
  candour explain 'missing.children[\"city\"][\"2017-H1\"]'
      a figure as a page writes it, in single quotation marks for the shell
  candour explain children city 2017 --reveal
      the same with its value, on a terminal only";

pub(super) const FACTS: &str = "\
Examples:
  candour facts
      all figures, and what became of them
  candour facts children 2017
      those in whose names both words stand
  candour facts north --root my-site
      those of another folder's site";

pub(super) const RECORD: &str = "\
Examples:
  candour record --edition 2017-H1 --date 2017-10-12
      note in published.csv what the site of this folder shows on that day
  candour record --root my-site --edition 'Annual report 2024' --date 2025-03-14
      the same of another site, with a name in quotation marks for its spaces";

pub(super) const JJ: &str = "\
Example:
  candour jj --root my-site --out ../my-site-blocks
      write them beside the site's folder; they hold what the site hides";

pub(super) const SCHEMA: &str = "\
Examples:
  candour schema
      list the kinds of files and blocks
  candour schema dataset
      print the schema of a dataset's description
  candour schema --out schemas
      write all of them, for an editor's settings";

pub(super) const COMPLETIONS: &str = "\
Examples:
  candour completions bash > ~/.local/share/bash-completion/completions/candour
      for Bash; open a new terminal afterwards
  candour completions zsh > ~/.zfunc/_candour
      for Zsh, where ~/.zfunc is in fpath
  candour completions fish > ~/.config/fish/completions/candour.fish
      for fish
  candour completions powershell >> $PROFILE
      for PowerShell";

pub(super) const MAN: &str = "\
Examples:
  candour man > candour.1
      the page of the program; read it with: man ./candour.1
  candour man --out ~/.local/share/man/man1
      a page for each command, where man finds them: man candour-build";

/// The command lines in a help text, as a shell takes them apart: up to where their output is sent to.
#[cfg(test)]
pub(super) fn typed(help: &str) -> Vec<Vec<String>> {
    let lines = help.lines().map(|line| line.trim().trim_start_matches("Example: "));
    lines.filter(|line| line.starts_with("candour ")).map(words).collect()
}

#[cfg(test)]
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for letter in line.chars() {
        match (letter, quote) {
            ('>' | '|', None) => break,
            (' ', None) => words.push(std::mem::take(&mut word)),
            ('\'' | '"', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            (letter, _) => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}
