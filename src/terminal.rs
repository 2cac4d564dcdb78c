//! A terminal that somebody sits at: the only place where a hidden value may be printed, and where colours are.

use std::io::IsTerminal;

use crate::diagnostic::Dress;

/// How messages look on standard error.
pub(crate) fn dress() -> Dress {
    look(std::io::stderr().is_terminal())
}

fn look(terminal: bool) -> Dress {
    #[expect(clippy::disallowed_methods, reason = "decides how messages look on a terminal, and reaches no output")]
    let variable = |name: &str| std::env::var_os(name);
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    Dress { colours: colourful(terminal, set("NO_COLOR"), dumb), words_only: set("NO_GRAPHICS") }
}

fn colourful(terminal: bool, no_colour: bool, dumb: bool) -> bool {
    terminal && !no_colour && !dumb
}

/// Proof that what is printed now is read by a person and kept by no log. Only [`PrivateTerminal::claim`] makes one.
#[derive(Debug)]
pub(crate) struct PrivateTerminal(());

impl PrivateTerminal {
    /// # Errors
    /// Why this is no private terminal, and what to do.
    pub(crate) fn claim() -> Result<Self, (&'static str, &'static str)> {
        #[expect(clippy::disallowed_methods, reason = "decides whether a value may be printed, and reaches no output")]
        let ci = std::env::var_os("CI").is_some();
        let terminals = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
        match refusal(terminals, ci) {
            None => Ok(Self(())),
            Some(why) => Err(why),
        }
    }
}

/// Whether colours may be printed to standard output: somebody reads it who has not asked for none.
pub(crate) fn shows_colours() -> bool {
    look(std::io::stdout().is_terminal()).colours
}

fn refusal(terminals: bool, ci: bool) -> Option<(&'static str, &'static str)> {
    if ci {
        let why = "`--reveal` does not work where `CI` is set: a log would keep the value";
        return Some((why, "use it on your own machine"));
    }
    let why = "`--reveal` prints to a terminal only: a file or another program would keep the value";
    (!terminals).then_some((why, "do not redirect or pipe the output"))
}

#[cfg(test)]
mod tests {
    use super::{colourful, refusal};

    #[test]
    fn colours_are_for_a_terminal_that_has_them() {
        assert!(colourful(true, false, false));
        for (terminal, no_colour, dumb) in [(false, false, false), (true, true, false), (true, false, true)] {
            assert!(!colourful(terminal, no_colour, dumb));
        }
    }

    #[test]
    fn only_a_terminal_outside_ci_will_do() {
        assert!(refusal(true, false).is_none());
        assert!(refusal(true, true).is_some_and(|(why, _)| why.contains("CI")));
        assert!(refusal(false, false).is_some_and(|(why, _)| why.contains("terminal")));
        assert!(refusal(false, true).is_some());
    }
}
