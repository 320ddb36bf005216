//! JSON that is put together from parts, some of which are JSON already.

use serde::Serialize;

/// The JSON of `object`, which serializes as an object with at least one member, and one more member after those:
/// `name` with `value`, which is JSON already.
///
/// The `RawValue` of `serde_json` could do this too, but it reads all of `value` again to see whether it is JSON, which
/// takes as long as writing it.
///
/// # Errors
/// `object` has no JSON.
pub fn with_member(object: &impl Serialize, name: &str, value: &[u8]) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_vec(object)?;
    json.reserve(value.len() + name.len() + r#","":}"#.len());
    json.pop();
    json.extend_from_slice(format!(",\"{name}\":").as_bytes());
    json.extend_from_slice(value);
    json.push(b'}');
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_member_is_added() {
        let object = with_member(&json!({"a": {"b": [1]}}), "c", br#"[{"d":"}"}]"#).unwrap();
        let object: serde_json::Value = serde_json::from_slice(&object).unwrap();
        assert_eq!(object, json!({"a": {"b": [1]}, "c": [{"d": "}"}]}));
    }
}
