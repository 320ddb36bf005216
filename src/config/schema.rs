//! The JSON schema of `obelus.toml`, by which editors complete and check it.

use super::ignore::MAX_IGNORES;
use super::partial::{CONVENTIONS, IGNORE, KEYS, LEVELS, PAGES, VOLUME, languages};
use crate::check::Code;
use crate::convention::Convention;
use crate::volume::files::INCLUDE;
use serde_json::{Map, Value, json};

/// The JSON schema of `obelus.toml`. It is of draft 4: Taplo, and the TOML extensions of editors that use it, read no
/// later draft.
pub fn schema() -> Value {
    let tables = KEYS.map(|key| match key {
        "convention" => json!({
            "description": "How footnotes and page markers are written in the records. \"auto\": Obelus finds out for each file.",
            "enum": CONVENTIONS.map(|(name, _)| name),
            "default": "auto",
        }),
        "language" => json!({
            "description": "The language of the records. \"auto\": Obelus finds out for each record.",
            "enum": languages().iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            "default": "auto",
        }),
        "include" => json!({
            "description": "Which files are records, by their names below the folder of this file. `*` stands for any \
                part of a name and `**` for any folders.",
            "type": "array",
            "items": {"type": "string"},
            "default": INCLUDE,
        }),
        "volume" => table("The volume: the records that are numbered together.", VOLUME.map(|key| (key, volume(key)))),
        "pages" => table("Page markers.", PAGES.map(|key| (key, pages()))),
        "rules" => table(
            "The severity of each rule, or \"off\".",
            Code::ALL.map(|code| (code.as_str(), rule(code))),
        ),
        _ => json!({
            "description": "Places where a rule reports nothing, because the print itself is wrong.",
            "type": "array",
            "maxItems": MAX_IGNORES,
            "items": with(
                table("A place where a rule reports nothing.", IGNORE.map(|key| (key, ignore(key)))),
                [("required", json!(["file", "code"]))],
            ),
        }),
    });
    with(
        table(
            "How Obelus reads the records in the folder of this file and in the folders below it.",
            zip(KEYS, tables),
        ),
        [("$schema", json!("http://json-schema.org/draft-04/schema#")), ("title", json!("obelus.toml"))],
    )
}

/// The schema of a key of `[volume]`.
fn volume(key: &str) -> Value {
    match key {
        "complete" => json!({
            "description": "Whether all records of the volume are there. If so, Obelus reports cross references \
                to missing records. \"auto\": Obelus decides by the numbers and cross references of the records.",
            "enum": [true, false, "auto"],
            "default": "auto",
        }),
        _ => json!({
            "description": "Where the image of a page is: a path from the folder of this file, or an address that begins \
                with https://. {page} stands for the page number, {page:04} for the page number with zeros before it up to \
                four digits, {record} for the record number, and {volume} for the name of the volume's folder. An address \
                without these, or a path that ends with .json, is that of a IIIF manifest, which leads each page to the image \
                of the canvas with its label.",
            "type": "string",
            "examples": ["scans/{page:04}.jpg", "https://example.org/{volume}/{page}", "scans/manifest.json", "https://example.org/manifest"],
        }),
    }
}

/// The schema of the key of `[pages]`.
fn pages() -> Value {
    json!({
        "description": format!(
            "More forms of page markers, besides {}, as regular expressions. In each, (?<label>…) is the page number.",
            Convention::default().page_form().write("569")
        ),
        "type": "array",
        "items": {"type": "string"},
        "default": [],
        "examples": [[r"\[fol\. (?<label>\d+[rv])\]"]],
    })
}

/// The schema of a key of `[rules]`.
fn rule(code: Code) -> Value {
    json!({
        "description": format!("Explained at {}", code.explained_at()),
        "enum": LEVELS,
        "default": code.severity().as_str(),
    })
}

/// The schema of a key of `[[ignore]]`.
fn ignore(key: &str) -> Value {
    match key {
        "file" => json!({
            "description": "The file of the record, by its name below the folder of this file. `*` stands for any part of a \
                name and `**` for any folders.",
            "type": "string",
            "minLength": 1,
        }),
        "code" => json!({
            "description": "The code of the rule.",
            "enum": Code::ALL.map(Code::as_str),
        }),
        _ => json!({
            "description": "The text at the place, or on its line. Without it, the whole file is meant.",
            "type": "string",
            "minLength": 1,
        }),
    }
}

/// The schema of a table with these keys and no others.
fn table<const N: usize>(description: &str, keys: [(&str, Value); N]) -> Value {
    let properties: Map<String, Value> = keys.into_iter().map(|(key, schema)| (key.into(), schema)).collect();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// The object `schema` with the entries `more` added.
fn with<const N: usize>(mut schema: Value, more: [(&str, Value); N]) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.extend(more.map(|(key, value)| (key.into(), value)));
    }
    schema
}

fn zip<const N: usize>(keys: [&'static str; N], values: [Value; N]) -> [(&'static str, Value); N] {
    let mut values = values.into_iter();
    keys.map(|key| (key, values.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Partial;

    /// The keys of `schema`; a key of a table in it is joined to the table's name by a dot.
    fn keys(schema: &Value) -> Vec<String> {
        let schema = schema.get("items").unwrap_or(schema);
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        properties
            .flat_map(|(key, inner)| {
                assert!(inner["description"].as_str().is_some_and(|text| !text.is_empty()), "{key}");
                let below = keys(inner);
                if below.is_empty() { vec![key.clone()] } else { below.iter().map(|k| format!("{key}.{k}")).collect() }
            })
            .collect()
    }

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = schema();
        assert!(schema["description"].is_string());
        let keys = keys(&schema);
        assert_eq!(keys.len(), 9 + Code::ALL.len());
        for key in keys.iter().filter(|key| !key.starts_with("ignore.")) {
            let (_, problems) = Partial::from_toml(&format!("{key} = 2026-01-01"));
            assert!(matches!(&problems[..], [problem] if problem.message.contains(" takes ")), "{key}: {problems:?}");
        }
    }

    #[test]
    fn every_default_in_the_schema_is_read() {
        let schema = schema();
        for (key, inner) in schema["properties"]["rules"]["properties"].as_object().unwrap() {
            let (_, problems) = Partial::from_toml(&format!("rules.{key} = {}", inner["default"]));
            assert_eq!(problems, [], "{key}");
        }
        let properties = &schema["properties"];
        let volume = &properties["volume"]["properties"];
        for (key, default) in [
            ("convention", &properties["convention"]["default"]),
            ("language", &properties["language"]["default"]),
            ("include", &properties["include"]["default"]),
            ("volume.complete", &volume["complete"]["default"]),
            ("volume.facsimile", &volume["facsimile"]["examples"][0]),
            ("pages.patterns", &properties["pages"]["properties"]["patterns"]["examples"][0]),
        ] {
            assert_eq!(Partial::from_toml(&format!("{key} = {default}")).1, [], "{key}");
        }
    }
}
