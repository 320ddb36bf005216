//! What TOML and JSON have in common: tables, lists and values, with their places in the text.

use super::problem::{Problem, ProblemCode};
use crate::text::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How many levels of tables and lists are read. The deepest setting is a value of a table in a list in the outermost
/// table.
const DEPTH: usize = 4;

/// A value with its place.
#[derive(Debug)]
pub(super) struct Node {
    /// The bytes of the value; for a `[table]`, those of its title. Empty in JSON.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the keys.
    Table(Vec<Entry>),
    /// JSON's `null`: a setting that the editor lists though nobody set it.
    Nothing,
    /// Anything else, by its name in a message: `a number`.
    Other(&'static str),
}

/// A key of a table, with its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key.
    pub key: String,
    /// The bytes of the key. Empty in JSON.
    pub span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// Parses TOML.
    ///
    /// # Errors
    ///
    /// Returns the problem with its place where `text` is not TOML.
    pub fn of_toml(text: &str) -> Result<Self, Problem> {
        let table = DeTable::parse(text).map_err(|error| {
            let span = error.span().map_or(Span::new(0, 0), Span::from);
            let message = format!("This is not TOML ({}); nothing in this file applies", error.message());
            Problem { code: ProblemCode::InvalidToml, span, message }
        })?;
        Ok(Self { span: table.span().into(), value: of_table(table.get_ref(), DEPTH) })
    }

    /// Converts JSON. A key with dots stands for nested keys: `volume.complete`.
    pub fn of_json(value: &serde_json::Value) -> Self {
        Self::of_json_within(value, DEPTH)
    }

    fn of_json_within(value: &serde_json::Value, depth: usize) -> Self {
        use serde_json::Value as Json;
        let value = match value {
            Json::Null => Value::Nothing,
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Number(_) => Value::Other("a number"),
            Json::String(text) => Value::Text(text.clone()),
            Json::Array(_) | Json::Object(_) if depth == 0 => Value::Other("a list or a table"),
            Json::Array(items) => Value::List(items.iter().map(|item| Self::of_json_within(item, depth - 1)).collect()),
            Json::Object(object) => {
                let mut entries: Vec<Entry> = Vec::new();
                for (key, value) in object {
                    let node = Self::of_json_within(value, depth - 1);
                    match key.split_once('.') {
                        Some((key, rest)) => {
                            let inner = Entry { key: rest.into(), span: Span::default(), node };
                            merge(&mut entries, key, vec![inner]);
                        }
                        None => match node.value {
                            Value::Table(inner) => merge(&mut entries, key, inner),
                            value => entries.push(Entry {
                                key: key.clone(),
                                span: Span::default(),
                                node: Self { span: Span::default(), value },
                            }),
                        },
                    }
                }
                Value::Table(entries)
            }
        };
        Self { span: Span::default(), value }
    }
}

/// Adds `inner` to the table `key` of `entries`, which may be there already.
fn merge(entries: &mut Vec<Entry>, key: &str, inner: Vec<Entry>) {
    let known = entries.iter_mut().find(|entry| entry.key == key);
    if let Some(Entry { node: Node { value: Value::Table(table), .. }, .. }) = known {
        table.extend(inner);
    } else {
        let node = Node { span: Span::default(), value: Value::Table(inner) };
        entries.push(Entry { key: key.into(), span: Span::default(), node });
    }
}

fn of_table(table: &DeTable, depth: usize) -> Value {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        span: key.span().into(),
        node: of_value(value, depth - 1),
    });
    Value::Table(entries.collect())
}

fn of_value(value: &Spanned<DeValue>, depth: usize) -> Node {
    let span = value.span().into();
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
        DeValue::Datetime(_) => Value::Other("a date"),
        DeValue::Array(_) | DeValue::Table(_) if depth == 0 => Value::Other("a list or a table"),
        DeValue::Array(items) => Value::List(items.iter().map(|item| of_value(item, depth - 1)).collect()),
        DeValue::Table(table) => of_table(table, depth),
    };
    Node { span, value }
}
