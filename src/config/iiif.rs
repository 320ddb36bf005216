//! IIIF Presentation manifests, of versions 2 and 3: which image shows which page.

use super::address::{is_absolute, is_url, steps_up};
use crate::convention::page_label;
use crate::record::{Label, Value as LabelValue};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The images of a IIIF manifest, by the pages that the labels of its canvases name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// `None` where several canvases name the same page.
    images: HashMap<Page, Option<String>>,
}

/// A page, however its label is written: `XIV` is `xiv`, and `001` is `1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Page {
    value: LabelValue,
    /// The label in lower case, if it has no value.
    text: String,
}

/// The versions of the IIIF interfaces that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    Two,
    Three,
}

/// The size of the largest manifest that is read, in bytes.
pub const MAX_MANIFEST_BYTES: usize = 16 << 20;
/// The most values that a manifest may have, so that it takes no more memory than a few hundred MiB while it is read.
const MAX_VALUES: usize = 1_000_000;
/// How many lists and objects around a text of a label, or around an image, are looked into.
const DEPTH: usize = 4;

impl Manifest {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    ///
    /// Returns why it is of no use, as words for the user to be read after its path.
    pub fn new(text: &str) -> Result<Self, String> {
        if memchr::memchr3_iter(b'{', b'[', b',', text.as_bytes()).nth(MAX_VALUES).is_some() {
            return Err(format!("has more than {MAX_VALUES} values and is not read"));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root: Value = serde_json::from_str(text).map_err(|error| format!("is not JSON ({error})"))?;
        let (version, canvases) = match (&root["items"], &root["sequences"][0]["canvases"]) {
            (Value::Array(items), _) => (Version::Three, items),
            (_, Value::Array(canvases)) => (Version::Two, canvases),
            _ => return Err("is not a IIIF manifest: it has neither `items` nor `sequences` with `canvases`".into()),
        };
        let mut images = HashMap::new();
        for canvas in canvases {
            let Some(image) = image(canvas, version) else { continue };
            for name in names(&canvas["label"]) {
                match images.entry(Page::new(page_label(&name))) {
                    Entry::Vacant(place) => drop(place.insert(Some(image.clone()))),
                    Entry::Occupied(mut place) if place.get().as_ref() != Some(&image) => drop(place.insert(None)),
                    Entry::Occupied(_) => {}
                }
            }
        }
        if images.values().all(Option::is_none) {
            return Err("has no canvas with an image and a label of its own".into());
        }
        Ok(Self { images })
    }

    /// The image of the page `label`: a URL that begins with `https:` or `http:`, or a path below the folder of the
    /// manifest. `None` where no canvas has the label, or several with different images have it.
    pub fn image(&self, label: &str) -> Option<&str> {
        self.images.get(&Page::new(label))?.as_deref()
    }

    /// Whether no canvas has the label of the page `label`.
    pub fn lacks(&self, label: &str) -> bool {
        !self.images.contains_key(&Page::new(label))
    }
}

impl Page {
    fn new(label: &str) -> Self {
        let value = Label::page(label).value();
        let text = if value == LabelValue::Sign { label.to_lowercase() } else { String::new() };
        Self { value, text }
    }
}

/// The texts of a canvas's `label`: a text or a number, a list of them, or an object with one of them for each language.
fn names(label: &Value) -> Vec<String> {
    let (mut names, mut level) = (Vec::new(), vec![label]);
    for _ in 0..DEPTH {
        let mut inner = Vec::new();
        for value in level {
            match value {
                Value::String(text) => names.push(text.clone()),
                Value::Number(number) => names.push(number.to_string()),
                Value::Array(items) => inner.extend(items),
                Value::Object(object) => match object.get("@value") {
                    Some(text) => inner.push(text),
                    None => inner.extend(object.values()),
                },
                Value::Null | Value::Bool(_) => {}
            }
        }
        level = inner;
    }
    names.retain(|name| !name.trim().is_empty());
    names
}

/// Where the first image of `canvas` is.
fn image(canvas: &Value, version: Version) -> Option<String> {
    let annotations: Vec<_> = match version {
        Version::Two => list(&canvas["images"]).iter().map(|annotation| &annotation["resource"]).collect(),
        Version::Three => {
            let pages = list(&canvas["items"]).iter().flat_map(|page| list(&page["items"]));
            pages.map(|annotation| &annotation["body"]).collect()
        }
    };
    annotations.into_iter().find_map(|body| {
        let resource = resource(body)?;
        served(&resource["service"]).or_else(|| usable(resource.as_str().or_else(|| id(resource))?))
    })
}

/// The image that `body` is, or the first of those between which it leaves the choice.
fn resource(body: &Value) -> Option<&Value> {
    let mut found = body;
    for _ in 0..DEPTH {
        let first = |key: &str| found.get(key).filter(|inner| !inner.is_null());
        match found.get(0).or_else(|| ["items", "default", "source", "full"].into_iter().find_map(first)) {
            Some(inner) => found = inner,
            None => return Some(found),
        }
    }
    None
}

/// The whole image at the first image service among `services`, a service or a list of them.
fn served(services: &Value) -> Option<String> {
    let services = if services.is_array() { list(services) } else { std::slice::from_ref(services) };
    services.iter().find_map(|service| {
        let size = match image_service(service)? {
            Version::Two => "full",
            Version::Three => "max",
        };
        let base = id(service).filter(|base| is_url(base))?.trim_end_matches('/');
        usable(&format!("{base}/full/{size}/0/default.jpg"))
    })
}

/// The version of the IIIF Image API that `service` has; `None` where it is another service.
fn image_service(service: &Value) -> Option<Version> {
    let texts = ["type", "@type", "@context", "profile"].into_iter().map(|key| &service[key]);
    texts.filter_map(|value| value.get(0).unwrap_or(value).as_str()).find_map(|text| {
        let has = |kind: &str, address: &str| text == kind || text.contains(address);
        if has("ImageService3", "/image/3/") {
            Some(Version::Three)
        } else {
            has("ImageService2", "/image/2/").then_some(Version::Two)
        }
    })
}

fn id(object: &Value) -> Option<&str> {
    object.get("id").or_else(|| object.get("@id"))?.as_str()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// `address` as a facsimile may have it: a URL of the web as it is, or a relative one as a path that stays below its folder.
fn usable(address: &str) -> Option<String> {
    let is_odd = |c: char| c.is_control() || c.is_whitespace();
    if is_url(address) {
        return (!address.contains(is_odd)).then(|| address.to_owned());
    }
    let path = percent_decode_str(address).decode_utf8().ok()?;
    let stays = !path.is_empty() && !path.contains([':', '\0']) && !is_absolute(&path) && steps_up(&path) == 0;
    (stays && !path.contains(char::is_control)).then(|| path.into_owned())
}

#[cfg(test)]
mod tests;
