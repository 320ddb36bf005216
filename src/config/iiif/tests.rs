//! Manifests of both versions, with labels as they are found.

use super::*;
use serde_json::json;

/// Checks where pages are: `LABEL -> IMAGE` on each line; `none` for an image that is not known.
#[track_caller]
fn check(manifest: &Value, expected: &str) {
    let manifest = Manifest::new(&manifest.to_string()).unwrap();
    for line in expected.lines() {
        let (label, image) = line.trim().split_once(" -> ").unwrap();
        assert_eq!(manifest.image(label).unwrap_or("none"), image, "{label}");
    }
}

/// A manifest of version 3, with a canvas for each of these labels and images.
fn of_version_3(canvases: &[(Value, Value)]) -> Value {
    let canvas = |(label, body): &(Value, Value)| {
        let annotation = json!({"type": "Annotation", "motivation": "painting", "body": body});
        let page = json!({"type": "AnnotationPage", "items": [annotation]});
        json!({"type": "Canvas", "label": label, "items": [page]})
    };
    let items: Vec<_> = canvases.iter().map(canvas).collect();
    json!({"@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest", "items": items})
}

/// A manifest of version 2, likewise.
fn of_version_2(canvases: &[(Value, Value)]) -> Value {
    let canvas = |(label, resource): &(Value, Value)| {
        let annotation = json!({"@type": "oa:Annotation", "motivation": "sc:painting", "resource": resource});
        json!({"@type": "sc:Canvas", "label": label, "images": [annotation]})
    };
    let canvases: Vec<_> = canvases.iter().map(canvas).collect();
    let sequence = json!({"@type": "sc:Sequence", "canvases": canvases});
    json!({"@context": "http://iiif.io/api/presentation/2/context.json", "@type": "sc:Manifest", "sequences": [sequence]})
}

/// An image at this address.
fn at(name: &str) -> Value {
    json!({"id": format!("https://iiif.example/{name}"), "type": "Image"})
}

#[test]
fn labels_are_read_however_they_are_written() {
    let manifest = of_version_3(&[
        (json!({"none": ["p. 569"]}), at("a")),
        (json!({"en": ["Page 570"], "de": ["S. 570"]}), at("b")),
        (json!({"none": ["[571]"]}), at("c")),
        (json!("f. 12r"), at("d")),
        (json!(["fol. 12v"]), at("e")),
        (json!(572), at("f")),
        (json!({"none": ["-----File: 001.png---\\ada\\---"]}), at("g")),
        (json!({"none": ["XIV"]}), at("h")),
        (json!({"none": ["402–403"]}), at("i")),
        (json!({"none": ["Plate IV"]}), at("j")),
        (json!({"none": []}), at("k")),
        (Value::Null, at("l")),
    ]);
    let expected = "569 -> https://iiif.example/a
        570 -> https://iiif.example/b
        571 -> https://iiif.example/c
        12r -> https://iiif.example/d
        12v -> https://iiif.example/e
        572 -> https://iiif.example/f
        001 -> https://iiif.example/g
        1 -> https://iiif.example/g
        xiv -> https://iiif.example/h
        14 -> none
        402-403 -> https://iiif.example/i
        plate iv -> https://iiif.example/j
        573 -> none";
    check(&manifest, expected);
}

#[test]
fn the_image_of_a_canvas_of_version_3() {
    let service = |service: Value| json!({"id": "https://iiif.example/body.jpg", "service": service});
    let three = json!({"id": "https://iiif.example/three", "type": "ImageService3", "profile": "level2"});
    let two = json!({"@id": "https://iiif.example/two/", "@type": "ImageService2"});
    let manifest = of_version_3(&[
        (json!("1"), service(json!([{"id": "https://iiif.example/login", "type": "AuthCookieService1"}, three]))),
        (json!("2"), service(json!([two]))),
        (json!("3"), json!([at("first"), at("second")])),
        (json!("4"), json!({"type": "Choice", "items": [at("choice"), at("other")]})),
        (json!("5"), json!({"type": "SpecificResource", "source": at("source")})),
        (json!("6"), json!("https://iiif.example/plain.jpg")),
        (json!("7"), service(json!([{"id": "https://iiif.example/login", "type": "AuthCookieService1"}]))),
    ]);
    let expected = "1 -> https://iiif.example/three/full/max/0/default.jpg
        2 -> https://iiif.example/two/full/full/0/default.jpg
        3 -> https://iiif.example/first
        4 -> https://iiif.example/choice
        5 -> https://iiif.example/source
        6 -> https://iiif.example/plain.jpg
        7 -> https://iiif.example/body.jpg";
    check(&manifest, expected);
}

#[test]
fn the_image_of_a_canvas_of_version_2() {
    let service = json!({
        "@context": "http://iiif.io/api/image/2/context.json",
        "@id": "https://iiif.example/two",
        "profile": ["http://iiif.io/api/image/2/level2.json", {"formats": ["jpg"]}],
    });
    let resource =
        |service: Value| json!({"@id": "http://iiif.example/body.jpg", "@type": "dctypes:Image", "service": service});
    let manifest = of_version_2(&[
        (json!("p. 1"), resource(service)),
        (json!({"@value": "p. 2", "@language": "en"}), resource(Value::Null)),
        (json!([{"@value": "p. 3", "@language": "en"}, {"@value": "S. 3", "@language": "de"}]), resource(json!({}))),
        (json!("p. 4"), json!({"@type": "oa:Choice", "default": {"@id": "https://iiif.example/default"}})),
    ]);
    let expected = "1 -> https://iiif.example/two/full/full/0/default.jpg
        2 -> http://iiif.example/body.jpg
        3 -> http://iiif.example/body.jpg
        4 -> https://iiif.example/default
        en -> none";
    check(&manifest, expected);
}

#[test]
fn a_page_that_several_canvases_name_leads_nowhere() {
    let manifest = of_version_3(&[
        (json!("p. 1"), at("a")),
        (json!("[1]"), at("b")),
        (json!("1"), at("a")),
        (json!({"en": ["p. 2"], "none": ["2"]}), at("c")),
        (json!("2"), at("c")),
    ]);
    check(&manifest, "1 -> none\n2 -> https://iiif.example/c");
}

#[test]
fn an_image_is_on_the_web_or_below_the_manifest() {
    for (id, image) in [
        ("images/1.jpg", "images/1.jpg"),
        ("page%201.jpg", "page 1.jpg"),
        ("HTTPS://iiif.example/1.jpg", "HTTPS://iiif.example/1.jpg"),
        ("../1.jpg", "none"),
        ("%2e%2e/1.jpg", "none"),
        ("..\\1.jpg", "none"),
        ("/etc/passwd", "none"),
        ("%2Fetc/passwd", "none"),
        ("file:///etc/passwd", "none"),
        ("C:/1.jpg", "none"),
        ("command:open", "none"),
        ("javascript:alert(1)", "none"),
        ("https://iiif.example/1 2.jpg", "none"),
        ("https://iiif.example/1\n.jpg", "none"),
        ("1%00.jpg", "none"),
        ("%ff.jpg", "none"),
        ("", "none"),
    ] {
        let manifest = of_version_3(&[(json!("1"), json!({"id": id})), (json!("2"), at("b"))]);
        check(&manifest, &format!("1 -> {image}"));
    }
}

/// Checks why the text of a manifest is of no use.
#[track_caller]
fn refused(text: &str, expected: &str) {
    assert_eq!(Manifest::new(text).unwrap_err(), expected);
}

#[test]
fn what_is_no_manifest_is_refused() {
    let no_manifest = "is not a IIIF manifest: it has neither `items` nor `sequences` with `canvases`";
    let no_page = "has no canvas with an image and a label of its own";
    refused("{", "is not JSON (EOF while parsing an object at line 1 column 1)");
    refused("[1, 2]", no_manifest);
    refused("null", no_manifest);
    refused(r#"{"sequences": {"0": []}}"#, no_manifest);
    refused(r#"{"items": []}"#, no_page);
    refused(r#"{"items": [1, null, {"label": 1, "items": {"items": 1}}]}"#, no_page);
    refused(&of_version_2(&[(json!("1"), json!("ftp://iiif.example/1"))]).to_string(), no_page);
    refused(&of_version_3(&[(json!("1"), at("a")), (json!("1"), at("b"))]).to_string(), no_page);
}

#[test]
fn what_is_hostile_is_refused() {
    let deep = Manifest::new(&"[".repeat(100_000)).unwrap_err();
    assert!(deep.starts_with("is not JSON (recursion limit exceeded"), "{deep}");
    let many = format!("{{\"items\": [{}]}}", r#"{"label":1},"#.repeat(MAX_VALUES));
    refused(&many, "has more than 1000000 values and is not read");
    let mut label = json!("1");
    (0..100).for_each(|_| label = json!([label]));
    let mut body = at("a");
    (0..100).for_each(|_| body = json!([body]));
    let manifest = of_version_3(&[(label, at("a")), (json!("2"), body), (json!("3"), at("c"))]);
    check(&manifest, "1 -> none\n2 -> none\n3 -> https://iiif.example/c");
}
