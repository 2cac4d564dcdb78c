//! The theme's templates. Values reach them only through the conversions written in this folder.

mod blocks;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context};

use super::href::escape;
use crate::diagnostic::{Diagnostics, Place, Source, did_you_mean};
use crate::language::Strings;
use crate::load::theme::LoadedTheme;

/// A page's template may take this many steps: far more than any honest one, so that none runs for ever.
const FUEL: u64 = 50_000_000;

/// The parsed templates of a theme.
pub(super) struct Templates {
    environment: Environment<'static>,
    sources: BTreeMap<String, Arc<Source>>,
}

impl Templates {
    pub(super) fn new(theme: &LoadedTheme, log: &mut Diagnostics) -> Option<Self> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(write_escaped);
        environment.set_fuel(Some(FUEL));
        environment.set_debug(false);
        // The contract forbids raw output: what is safe arrives marked as safe.
        environment.remove_filter("safe");
        let mut sources = BTreeMap::new();
        let mut sound = true;
        let own = theme
            .files
            .iter()
            .filter_map(|(name, source)| Some((name.strip_prefix("templates/")?.to_owned(), source.clone())));
        let defaults = LoadedTheme::defaults().map(|(name, text)| {
            let source = Source { name: format!("themes/{name}"), text: text.to_owned() };
            (name, Arc::new(source))
        });
        for (name, source) in own.chain(defaults) {
            if let Err(error) = environment.add_template_owned(name.clone(), source.text.clone()) {
                report(&source, &error, REPORTED, log);
                sound = false;
            }
            sources.insert(name, source);
        }
        sound &= blocks::check(&sources, log);
        sound.then_some(Self { environment, sources })
    }

    /// Renders a template, in which `say` gives the texts of a language; nothing where it fails.
    pub(super) fn render(
        &self,
        name: &str,
        strings: &Strings,
        context: Value,
        log: &mut Diagnostics,
    ) -> Option<String> {
        let context = context! { say => say(strings), ..context };
        let rendered = self.environment.get_template(name).and_then(|template| template.render(context));
        match rendered {
            Ok(html) => Some(html),
            Err(error) => {
                let source = error.name().and_then(|name| self.sources.get(name)).or_else(|| self.sources.get(name));
                match source {
                    Some(source) => report(source, &error, &self.hint(&error), log),
                    None => {
                        let hint = "compare your theme's templates with those of the default theme";
                        log.error("template", Place::File(name.to_owned()), explain(&error), hint);
                    }
                }
                None
            }
        }
    }

    /// What to do about an error: for a template that is not there, the one that may be meant.
    fn hint(&self, error: &Error) -> String {
        let detail = error.detail().unwrap_or_default();
        let named = detail.split(['"', '`', '\'']).nth(1).filter(|_| error.kind() == ErrorKind::TemplateNotFound);
        named.map_or_else(|| REPORTED.to_owned(), |name| did_you_mean(name, self.sources.keys().map(String::as_str)))
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.sources.values().map(|source| source.text.clone()).collect()
    }
}

/// The texts of a language as the function `say`: `say("key", name=value)`. Texts are escaped; what is filled in is escaped
/// unless it is HTML of ours already.
fn say(strings: &Strings) -> Value {
    let strings = strings.clone();
    Value::from_function(move |key: String, kwargs: Kwargs| -> Result<Value, Error> {
        let text = strings.text(&key);
        let text = text.ok_or_else(|| Error::new(ErrorKind::UndefinedError, format!("no text has the key `{key}`")))?;
        let mut said = escape(text);
        for name in kwargs.args() {
            let value: Value = kwargs.get(name)?;
            let filled = if value.is_safe() { value.to_string() } else { escape(&value.to_string()) };
            said = said.replace(&format!("{{{name}}}"), &filled);
        }
        kwargs.assert_all_used()?;
        Ok(Value::from_safe_string(said))
    })
}

/// Escapes for content and for quoted attributes, and leaves `/` alone.
fn write_escaped(out: &mut Output, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = value.to_string();
    out.write_str(&if value.is_safe() { text } else { escape(&text) }).map_err(Error::from)
}

/// What to do about most errors of a template.
const REPORTED: &str =
    "compare it with the default theme's template of the same name; every name must be one that Candour gives";

fn explain(error: &Error) -> String {
    match error.detail() {
        Some(detail) => format!("the template fails: {}: {detail}", error.kind()),
        None => format!("the template fails: {}", error.kind()),
    }
}

fn report(source: &Arc<Source>, error: &Error, hint: &str, log: &mut Diagnostics) {
    let line = error.line().unwrap_or(1).max(1);
    let start = source.text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let length = source.text[start.min(source.text.len())..].find('\n').unwrap_or_default();
    log.error("template", Place::Text(source.clone(), start..start + length), explain(error), hint);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_what_is_filled_in_are_escaped_once() {
        let texts = [("greeting".to_owned(), "Hello & welcome, {name}{mark}".to_owned())];
        let strings = Strings::new(texts.into(), false);
        let mut environment = Environment::new();
        environment.add_template("t", "{{ say('greeting', name='<x>', mark=mark) }}").expect("a template");
        let context = context! { say => say(&strings), mark => Value::from_safe_string("<b>!</b>".to_owned()) };
        let rendered = environment.get_template("t").and_then(|template| template.render(context)).expect("a text");
        assert_eq!(rendered, "Hello &amp; welcome, &lt;x&gt;<b>!</b>");
    }
}
