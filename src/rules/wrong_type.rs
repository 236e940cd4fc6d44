//! KB108: a list where text belongs, text where a list belongs, and the like.
//!
//! A number or `yes` where text belongs is no fault: YAML's types are not the
//! author's concern. Lists of licences are left to KB201, which knows why they
//! cannot be.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::node::{Node, Value};
use crate::domain::schema::{Field, Kind};

use super::context::ArticleContext;
use super::fields::{Known, known};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB108",
        name: "wrong-type",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A value has another shape than its field.",
        doc: include_str!("wrong_type.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context) {
        check_value(context, &known, &known.field.kind, &known.entry.value, report);
    }
}

fn check_value(
    context: &ArticleContext<'_>,
    known: &Known<'_>,
    kind: &Kind,
    value: &Node,
    report: &mut Report<'_>,
) {
    if value.is_empty() {
        return;
    }
    if let (Kind::List(item), Some(items)) = (kind, value.as_sequence()) {
        for value in items {
            check_value(context, known, item, value, report);
        }
        return;
    }
    if fits(kind, value) {
        return;
    }
    let (name, wanted) = (quote(known.name()), wanted(kind));
    let is_item = matches!(&known.field.kind, Kind::List(_)) && kind != &known.field.kind;
    let message = if is_item {
        format!("an entry of {name} is {}, not {wanted}", called(value))
    } else {
        format!("{name} is {}, not {wanted}", called(value))
    };
    let written = context.written(value.span);
    let place = context.place(value.span);
    let found = report.about(context.article, place.clone(), written, message);
    found.help(way_out(&known.entry.key, kind, value));
    if let Some(mended) = mended(kind, value, written) {
        found.replace(FixKind::Safe, format!("write {}", quote(&mended)), &place, mended);
    }
}

fn fits(kind: &Kind, value: &Node) -> bool {
    match (kind, &value.value) {
        (Kind::Any, _)
        | (Kind::Mapping(_) | Kind::TextOrMapping(_) | Kind::FreeMapping, Value::Mapping(_))
        | (Kind::License, Value::Sequence(_))
        | (_, Value::Unread) => true,
        (Kind::Person, Value::Mapping(_)) => value.get("name").is_some_and(is_text),
        (Kind::Number | Kind::Count | Kind::Boolean, Value::Scalar { text, plain }) => {
            *plain && reads_as(kind, text)
        }
        (Kind::Mapping(_) | Kind::FreeMapping | Kind::List(_), _) => false,
        (_, Value::Scalar { .. }) => true,
        (_, _) => false,
    }
}

fn is_text(node: &Node) -> bool {
    node.as_text().is_some()
}

fn reads_as(kind: &Kind, text: &str) -> bool {
    match kind {
        Kind::Count => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => matches!(text, "true" | "false"),
    }
}

fn wanted(kind: &Kind) -> &'static str {
    match kind {
        Kind::List(_) => "a list",
        Kind::Mapping(_) | Kind::FreeMapping => "a mapping",
        Kind::TextOrMapping(_) => "an id, a path or a mapping",
        Kind::Number => "a number",
        Kind::Count => "a whole number",
        Kind::Boolean => "`true` or `false`",
        Kind::Date => "a date",
        Kind::Person => "a name, or a mapping with a `name`",
        _ => "text",
    }
}

/// What a value is called beside [`wanted`]; a quoted number is text on purpose.
fn called(value: &Node) -> String {
    match &value.value {
        Value::Scalar { text, plain: true } => quote(text),
        Value::Scalar { text, plain: false } => format!("the text {}", quote(text)),
        _ => value.kind_name().to_owned(),
    }
}

fn way_out(key: &str, kind: &Kind, value: &Node) -> String {
    match (kind, &value.value) {
        (Kind::List(_), Value::Scalar { text, .. }) => {
            let items: Vec<&str> = text.split(',').map(str::trim).collect();
            format!("write {}", quote(&format!("{key}: [{}]", items.join(", "))))
        }
        (Kind::List(_), _) => "begin each entry with `- ` on a line of its own".to_owned(),
        (Kind::Mapping(fields) | Kind::TextOrMapping(fields), _) => {
            let names: Vec<&str> = fields.iter().map(|field: &Field| &*field.name).collect();
            format!("write its parts by name: {}", quote_all(&names, "and"))
        }
        (Kind::FreeMapping, _) => format!("write {}", quote(&format!("{key}: {{name: value}}"))),
        (Kind::Number | Kind::Count | Kind::Boolean, Value::Scalar { text, plain: false })
            if reads_as(kind, text) =>
        {
            "remove the quotes".to_owned()
        }
        (Kind::Number | Kind::Count, _) => "write digits alone, without a unit".to_owned(),
        (Kind::Boolean, _) => "write `true` or `false`".to_owned(),
        (Kind::Person, _) => "write an id or a name, or `{name: …}`".to_owned(),
        (_, Value::Sequence(items)) if items.len() == 1 => "remove the brackets".to_owned(),
        (_, Value::Sequence(_)) => "write one value".to_owned(),
        (_, _) => "put the text in quotes if it has a colon in it".to_owned(),
    }
}

/// The value in the shape its field has, where that cannot change what it says.
fn mended(kind: &Kind, value: &Node, written: &str) -> Option<String> {
    let Value::Scalar { text, plain } = &value.value else {
        return None;
    };
    let is_one_line = !written.is_empty() && !written.contains(['\n', '\r']);
    match kind {
        Kind::List(item) if is_one_line && !matches!(**item, Kind::Mapping(_) | Kind::List(_)) => {
            let could_split = *plain && written.contains([',', '[', ']', '{', '}', '#', ':']);
            (!could_split).then(|| format!("[{written}]"))
        }
        Kind::Number | Kind::Count | Kind::Boolean if !plain && reads_as(kind, text) => {
            Some(text.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "wrong_type_tests.rs"]
mod tests;
