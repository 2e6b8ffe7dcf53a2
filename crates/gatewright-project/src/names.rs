//! Whether the rules that settings name are rules, and whether they can be settled.

use gatewright_diagnostics::{Diagnostic, Location};
use gatewright_lint::{Category, Entry, Level, Selector, Severity, entries, nearest};
use gatewright_source::At;

use crate::choices::{Ignored, RuleName, Severities};
use crate::diagnostics::{
    CONFIG_EXEMPTION_WITHOUT_REASON, CONFIG_REFUSAL_SILENCED, CONFIG_RULE_UNKNOWN,
};
use crate::source::Source;

/// Tells of names that mean no rule, and of refusals that shall be silent.
pub(crate) fn check(source: &mut Source, custom: &[Entry]) {
    let mut known = entries();
    known.extend_from_slice(custom);
    let config = &source.config;
    let mut told = Vec::new();
    let mut lists = vec![(&config.select.0, &config.ignore.0, &config.severities)];
    let overrides = config.overrides.iter().map(|it| &it.value);
    lists.extend(overrides.map(|it| (&it.select.0, &it.ignore.0, &it.severities)));
    let requires_reason = config.suppressions.require_reason == Some(true);
    for (select, ignore, Severities(severities)) in lists {
        for rule in select {
            told.extend(known_or(source, rule, &known).err().map(|it| *it));
        }
        for At { node, value } in ignore {
            let rules = match value {
                Ignored::Rule(rule) => {
                    &[At { node: *node, value: rule.clone() }] as &[At<RuleName>]
                }
                Ignored::Places(exempt) => {
                    if requires_reason && exempt.reason.as_deref().is_none_or(str::is_empty) {
                        told.push(without_reason(source.at(*node)));
                    }
                    &exempt.rules.0
                }
            };
            for rule in rules {
                told.extend(changed(source, rule, Level::Off, &known));
            }
        }
        for (rule, level) in severities {
            told.extend(changed(source, rule, *level, &known));
        }
    }
    for diagnostic in told {
        source.tell(diagnostic);
    }
}

/// The kinds of findings that are meant; else that there are none.
fn known_or<'e>(
    source: &Source,
    rule: &At<RuleName>,
    known: &'e [Entry],
) -> Result<Vec<&'e Entry>, Box<Diagnostic>> {
    let selector = rule.value.selector();
    let meant: Vec<&Entry> = known.iter().filter(|entry| selector.matches(entry)).collect();
    if !meant.is_empty() || matches!(selector, Selector::Category(_)) {
        return Ok(meant);
    }
    let name = &rule.value.0;
    let message = match selector {
        Selector::Prefix(prefix) => format!("no rule has a name that begins with `{prefix}`"),
        Selector::Name(_) | Selector::Category(_) => {
            format!("no rule or category is called `{name}`")
        }
    };
    let categories = Category::ALL.iter().map(|it| it.as_str());
    let names = known.iter().flat_map(Entry::names).chain(categories);
    let near = nearest(name.rsplit('/').next().unwrap_or_default(), names);
    let help = near.map_or_else(
        || "`gatewright rules` lists the names that there are".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let at = source.at(rule.node);
    let told = Diagnostic::new(&CONFIG_RULE_UNKNOWN, message, at).label("means no rule");
    Err(Box::new(told.help(help)))
}

/// That there is no such rule, or that it cannot be changed so.
fn changed(
    source: &Source,
    rule: &At<RuleName>,
    level: Level,
    known: &[Entry],
) -> Option<Diagnostic> {
    let meant = match known_or(source, rule, known) {
        Ok(meant) => meant,
        Err(unknown) => return Some(*unknown),
    };
    if level == Level::On(Severity::Error) || !meant.iter().all(|entry| entry.is_fatal()) {
        return None;
    }
    let name = &rule.value.0;
    let message = format!("`{name}` is about what the service refuses, and stays an error");
    let help = "mend what the service refuses, and remove this";
    let at = source.at(rule.node);
    Some(
        Diagnostic::new(&CONFIG_REFUSAL_SILENCED, message, at)
            .label("cannot be silenced")
            .help(help),
    )
}

fn without_reason(at: Location) -> Diagnostic {
    let message = "nothing says why this place is left out";
    Diagnostic::new(&CONFIG_EXEMPTION_WITHOUT_REASON, message, at)
        .label("has no reason")
        .help("write `reason`")
}
