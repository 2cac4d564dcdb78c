//! A terminal that somebody sits at: the only place where a hidden value may be printed.

use std::io::IsTerminal;

/// Proof that what is printed now is read by a person and kept by no log. Only [`PrivateTerminal::claim`] makes one.
#[derive(Debug)]
pub(crate) struct PrivateTerminal(());

impl PrivateTerminal {
    /// # Errors
    /// Why this is no private terminal, in words.
    pub(crate) fn claim() -> Result<Self, String> {
        #[expect(clippy::disallowed_methods, reason = "decides whether a value may be printed, and reaches no output")]
        let ci = std::env::var_os("CI").is_some();
        let terminals = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
        match refusal(terminals, ci) {
            None => Ok(Self(())),
            Some(why) => Err(why.to_owned()),
        }
    }
}

/// Whether colours may be printed to standard output: somebody reads it who has not asked for none.
pub(crate) fn shows_colours() -> bool {
    #[expect(clippy::disallowed_methods, reason = "decides how a terminal is written to, and reaches no file")]
    let none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !none
}

fn refusal(terminals: bool, ci: bool) -> Option<&'static str> {
    if ci {
        return Some(
            "`--reveal` does not work where `CI` is set: a log would keep the value; use it on your own machine",
        );
    }
    let why = "`--reveal` prints to a terminal only: a file or another program would keep the value; \
               do not redirect or pipe the output";
    (!terminals).then_some(why)
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn only_a_terminal_outside_ci_will_do() {
        assert!(refusal(true, false).is_none());
        assert!(refusal(true, true).is_some_and(|why| why.contains("CI")));
        assert!(refusal(false, false).is_some_and(|why| why.contains("terminal")));
        assert!(refusal(false, true).is_some());
    }
}
