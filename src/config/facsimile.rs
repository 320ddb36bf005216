//! Where the facsimile of a page is: templates such as `scans/{page:04}.jpg`, and manifests such as `scans/manifest.json`.

use super::address::{is_absolute, is_url, steps_up};
use super::iiif::Manifest;
use super::images::{ImageFolder, Images};
use crate::text::url_segment;
use std::path::Path;
use std::sync::Arc;

/// What tells where the facsimile of a page is: a template for its path or URL, with places for the page, the record and the
/// volume, or a IIIF manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facsimile {
    text: String,
    source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// The template, and the images in its folder once they are read.
    Template(Vec<Part>, Option<Arc<Images>>),
    /// The path of a manifest below the folder of the `obelus.toml`, or its address, and the manifest once it is read.
    Manifest(String, Option<Arc<Manifest>>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Text that is kept as it is.
    Text(String),
    /// A place to fill, and the number of digits to which a number there is padded with zeros.
    Field(Field, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Page,
    Record,
    Volume,
}

/// A page whose facsimile is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The label of the page.
    pub label: &'a str,
    /// The number of the record, if it has one.
    pub record: Option<&'a str>,
    /// The name of the folder that the volume is in.
    pub volume: &'a str,
}

/// Where a facsimile is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A URL that begins with `https:` or `http:`.
    Url(String),
    /// The path of a file, with `/` between its parts.
    Path(String),
}

/// The length of the longest template that is accepted, in bytes.
const MAX_LENGTH: usize = 1000;
/// The most digits to which a number is padded.
const MAX_DIGITS: usize = 20;
/// What stands for whatever is filled in, where a path is only looked at.
const FILLED: char = '\0';

impl Facsimile {
    /// Parses a template, or else the path of a manifest, which ends with `.json`, or its address, in which nothing is to be
    /// filled. In a template `{page}`, `{record}` and `{volume}` stand for the label of the page, the number of the record and
    /// the name of the volume's folder. `{page:04}` pads a number to four digits. `{{` and `}}` are braces.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the text, in words for the user.
    pub fn new(text: &str) -> Result<Self, String> {
        if text.len() > MAX_LENGTH {
            return Err(format!("this path is longer than {MAX_LENGTH} characters"));
        }
        if text.is_empty() {
            return Err("a facsimile needs a path or an address, like \"scans/{page:04}.jpg\"".into());
        }
        if let Some((scheme, _)) = text.split_once(':')
            && scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && !is_url(text)
        {
            return Err(format!(
                "`{scheme}:` cannot lead to a facsimile: give a path, or an address that begins with https://"
            ));
        }
        let (mut parts, mut plain, mut rest) = (Vec::new(), String::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = (&rest[..at], &rest[at..]);
            plain += before;
            if from.starts_with("{{") || from.starts_with("}}") {
                plain += &from[..1];
                rest = &from[2..];
            } else if let Some((name, after)) = from.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
                parts.extend((!plain.is_empty()).then(|| Part::Text(std::mem::take(&mut plain))));
                parts.push(field(name)?);
                rest = after;
            } else {
                let brace = &from[..1];
                return Err(format!(
                    "`{brace}` is alone: write `{{page}}` for the page, and `{brace}{brace}` for a brace"
                ));
            }
        }
        plain += rest;
        parts.extend((!plain.is_empty()).then_some(Part::Text(plain)));
        let source = match parts.as_slice() {
            [Part::Text(plain)] if is_url(plain) => Source::Manifest(plain.clone(), None),
            [Part::Text(plain)] if names_manifest(plain) => Source::Manifest(manifest_path(plain)?, None),
            _ => Source::Template(parts, None),
        };
        Ok(Self { text: text.into(), source })
    }

    /// The text as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The path of the manifest below the folder of the `obelus.toml`, or its address; `None` for a template.
    pub fn manifest(&self) -> Option<&str> {
        if let Source::Manifest(path, _) = &self.source { Some(path) } else { None }
    }

    /// The address of the manifest, if it has one and was not read.
    pub fn unread_address(&self) -> Option<&str> {
        match &self.source {
            Source::Manifest(address, None) if is_url(address) => Some(address),
            _ => None,
        }
    }

    /// The same facsimile, whose manifest was read as `manifest`. It changes nothing for a template.
    #[must_use]
    pub fn with_manifest(mut self, manifest: Arc<Manifest>) -> Self {
        if let Source::Manifest(_, read) = &mut self.source {
            *read = Some(manifest);
        }
        self
    }

    /// The folder that all images are in, where the `obelus.toml` is in `folder` and `beside` gives the path of what is below
    /// that. `None` for a manifest, for addresses, for a path that leads out of the folder of the `obelus.toml`, and for one
    /// without a place to fill.
    pub fn image_folder(&self, folder: &str, beside: impl Fn(&str) -> String) -> Option<ImageFolder> {
        let below = self.folder_below()?;
        let Source::Template(parts, _) = &self.source else { return None };
        let text = |part: &Part| if let Part::Text(text) = part { text.clone() } else { FILLED.into() };
        let all = normal(&parts.iter().map(text).collect::<String>());
        let depth = all.strip_prefix(&*below)?.trim_start_matches('/').split('/').count();
        let ending = all.rsplit(['/', FILLED]).next().unwrap_or_default().into();
        let path = if below.is_empty() { folder.into() } else { beside(&below) };
        Some(ImageFolder { path, folder: folder.into(), depth, ending })
    }

    /// The folder that all images are in, below that of the `obelus.toml`.
    fn folder_below(&self) -> Option<String> {
        let Source::Template(parts, _) = &self.source else { return None };
        let leads_out = is_url(&self.text) || is_absolute(&self.text) || steps_up(&self.text) > 0;
        if leads_out || self.text.contains('\\') || !parts.iter().any(|part| matches!(part, Part::Field(..))) {
            return None;
        }
        let first = if let Some(Part::Text(text)) = parts.first() { text.as_str() } else { "" };
        Some(normal(first.rsplit_once('/').map_or("", |(folder, _)| folder)))
    }

    /// The same facsimile, whose images are files of the folder of images. It changes nothing for a manifest.
    #[must_use]
    pub fn with_images(mut self, images: Arc<Images>) -> Self {
        if let Source::Template(_, read) = &mut self.source {
            *read = Some(images);
        }
        self
    }

    /// Whether it is known which pages have images.
    pub fn knows_images(&self) -> bool {
        matches!(self.source, Source::Template(_, Some(_)) | Source::Manifest(_, Some(_)))
    }

    /// Whether where an image is depends on the number of the record.
    pub fn names_record(&self) -> bool {
        matches!(&self.source, Source::Template(parts, _) if parts.iter().any(|part| matches!(part, Part::Field(Field::Record, _))))
    }

    /// Where the image of `page` should be, if it is known not to be there: in words that follow “no image of page 12”.
    pub fn missing(&self, page: Page) -> Option<String> {
        match &self.source {
            Source::Manifest(_, manifest) => manifest.as_ref()?.lacks(page.label).then(|| format!("in {}", self.text)),
            Source::Template(_, images) => {
                let (images, folder) = (images.as_ref()?, self.folder_below()?);
                let Target::Path(path) = self.of(page, None)? else { return None };
                let path = normal(&path);
                let below = path.strip_prefix(&*folder)?.trim_start_matches('/');
                (!images.has(below)).then(|| format!("at {path}"))
            }
        }
    }

    /// Where the facsimile of `page` is. A relative path is taken from `folder`, if that is given. `None` where the
    /// template needs the number of the record and the record has none, where a value would lead out of its part of the
    /// path, or where the manifest is not read or does not have the page. A manifest from the web leads to no file.
    pub fn of(&self, page: Page, folder: Option<&str>) -> Option<Target> {
        let below = |target: String| {
            Target::Path(match folder {
                Some(folder) if !folder.is_empty() => format!("{}/{target}", folder.trim_end_matches('/')),
                _ => target,
            })
        };
        let parts = match &self.source {
            Source::Template(parts, _) => parts,
            Source::Manifest(path, manifest) => {
                let image = manifest.as_ref()?.image(page.label)?;
                return Some(match path.rsplit_once('/') {
                    _ if is_url(image) => Target::Url(image.to_owned()),
                    _ if is_url(path) => return None,
                    Some((above, _)) => below(format!("{above}/{image}")),
                    None => below(image.to_owned()),
                });
            }
        };
        let url = is_url(&self.text);
        let mut target = String::new();
        for part in parts {
            match part {
                Part::Text(text) => target += text,
                Part::Field(field, width) => {
                    let label = match field {
                        Field::Page => page.label,
                        Field::Record => page.record?,
                        Field::Volume => page.volume,
                    };
                    if label.contains(['/', '\\']) || label == ".." {
                        return None;
                    }
                    let number = label.bytes().all(|byte| byte.is_ascii_digit());
                    let width = if number { *width } else { 0 };
                    let filled = format!("{label:0>width$}");
                    target += &if url { url_segment(&filled) } else { filled };
                }
            }
        }
        if url {
            return Some(Target::Url(target));
        }
        // A label may make a step up of what is none in the template: `..{page}`.
        if steps_up(&target) > steps_up(&self.text) {
            return None;
        }
        Some(if is_absolute(&target) { Target::Path(target) } else { below(target) })
    }
}

/// Whether `path`, in which nothing is to be filled, is that of a manifest.
fn names_manifest(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// The path of the manifest `text` below the folder of the `obelus.toml`, without needless parts.
fn manifest_path(text: &str) -> Result<String, String> {
    if is_absolute(text) || steps_up(text) > 0 {
        return Err("a manifest must be in the folder of this `obelus.toml`, or in a folder below it".into());
    }
    Ok(normal(text))
}

/// The relative path `path` without needless parts.
fn normal(path: &str) -> String {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/")
}

/// Parses what stands between braces: `page`, `page:04`.
fn field(name: &str) -> Result<Part, String> {
    let (word, width) = name.split_once(':').map_or((name, None), |(word, width)| (word, Some(width)));
    let field = match word {
        "page" => Field::Page,
        "record" => Field::Record,
        "volume" => Field::Volume,
        _ => return Err(format!("`{{{name}}}` is not one of `{{page}}`, `{{record}}` and `{{volume}}`")),
    };
    let digits = match width {
        None => Some(0),
        Some(width) => width.strip_prefix('0').and_then(|digits| digits.parse().ok()).filter(|&n| n <= MAX_DIGITS),
    };
    digits.map(|digits| Part::Field(field, digits)).ok_or_else(|| {
        format!("`{{{name}}}` does not say how many digits to fill up to; `{{{word}:04}}` does, and {MAX_DIGITS} is the most")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The target of a page of record 7 in the volume `harbor v1`, below the folder `/series`.
    fn check(template: &str, label: &str, expected: &str) {
        let page = Page { label, record: Some("7"), volume: "harbor v1" };
        let target = match Facsimile::new(template).unwrap().of(page, Some("/series")) {
            Some(Target::Url(url)) => url,
            Some(Target::Path(path)) => format!("path {path}"),
            None => "none".into(),
        };
        assert_eq!(target, expected, "{template} {label}");
    }

    #[test]
    fn a_page_has_its_facsimile() {
        check("scans/{page}.jpg", "47", "path /series/scans/47.jpg");
        check("scans/{page:04}.jpg", "47", "path /series/scans/0047.jpg");
        check("scans/{page:04}.jpg", "12345", "path /series/scans/12345.jpg");
        check("/scans/{volume}/{record:03}-{page}.jpg", "47", "path /scans/harbor v1/007-47.jpg");
        check("C:/scans/{page}.jpg", "47", "path C:/scans/47.jpg");
        check("https://example.org/{volume}/{page:04}", "47", "https://example.org/harbor%20v1/0047");
        check("{{{page}}}.jpg", "47", "path /series/{47}.jpg");
        check("scan.pdf", "47", "path /series/scan.pdf");
    }

    #[test]
    fn only_numbers_are_filled_up() {
        check("{page:04}", "xiv", "path /series/xiv");
        check("{page:04}", "60a", "path /series/60a");
        check("{page:04}", "12r", "path /series/12r");
        check("http://example.org/{page:04}", "60é", "http://example.org/60%C3%A9");
    }

    #[test]
    fn what_is_no_part_of_a_path_leads_nowhere() {
        check("scans/{page}.jpg", "../../secret", "none");
        check("scans/{page}/1.jpg", "..", "none");
        check("scans/.{page}/1.jpg", ".", "none");
        check("scans/..{page}", "", "none");
        check("../scans/{page}", "47", "path /series/../scans/47");
        let nameless = Page { label: "47", record: None, volume: "v1" };
        assert_eq!(Facsimile::new("{record}/{page}").unwrap().of(nameless, None), None);
        assert_eq!(Facsimile::new("{page}").unwrap().of(nameless, None), Some(Target::Path("47".into())));
    }

    #[test]
    fn a_manifest_is_told_from_a_template() {
        let manifest = |text: &str| Facsimile::new(text).unwrap().manifest().map(str::to_owned);
        for (text, path) in [
            ("scans/manifest.json", Some("scans/manifest.json")),
            ("./scans//Manifest.JSON", Some("scans/Manifest.JSON")),
            ("a {{b}}.json", Some("a {b}.json")),
            ("scans/{page}.json", None),
            ("scans/manifest", None),
            ("json", None),
            ("https://iiif.example/{page}/info.json", None),
            ("https://iiif.example/{record}.jpg", None),
            ("HTTPS://iiif.example/7/manifest?v={{3}}", Some("HTTPS://iiif.example/7/manifest?v={3}")),
            ("https://iiif.example/presentation/7", Some("https://iiif.example/presentation/7")),
        ] {
            assert_eq!(manifest(text).as_deref(), path, "{text}");
        }
    }

    #[test]
    fn a_manifest_from_the_web_leads_to_the_web_alone() {
        let canvas = |label: u32, image: &str| {
            format!(r#"{{"label": "{label}", "items": [{{"items": [{{"body": {{"id": "{image}"}}}}]}}]}}"#)
        };
        let canvases = [canvas(47, "https://iiif.example/47.jpg"), canvas(48, "48.jpg")].join(",");
        let manifest = Arc::new(Manifest::new(&format!(r#"{{"items": [{canvases}]}}"#)).unwrap());
        let facsimile = Facsimile::new("https://iiif.example/manifest").unwrap();
        assert_eq!(facsimile.unread_address(), Some("https://iiif.example/manifest"));
        let read = facsimile.with_manifest(manifest);
        assert_eq!(read.unread_address(), None);
        let of = |label: &str| read.of(Page { label, record: None, volume: "v" }, Some("/series"));
        assert_eq!(of("47"), Some(Target::Url("https://iiif.example/47.jpg".into())));
        assert_eq!(of("48"), None);
    }

    #[test]
    fn the_images_are_in_a_folder() {
        let folder = |text: &str| {
            let folder = Facsimile::new(text).unwrap().image_folder("v", |below| format!("v/{below}"))?;
            Some((folder.path, folder.depth, folder.ending))
        };
        for (text, expected) in [
            ("scans/{page:04}.jpg", Some(("v/scans", 1, ".jpg"))),
            ("./scans//{volume}/p{page}.jpg", Some(("v/scans", 2, ".jpg"))),
            ("{record}/{page}", Some(("v", 2, ""))),
            ("a/b-{volume}/c/{page}-1.jpg", Some(("v/a", 3, "-1.jpg"))),
            ("{volume}/scan.jpg", Some(("v", 2, "scan.jpg"))),
            ("scan.pdf", None),
            ("../scans/{page}.jpg", None),
            ("/scans/{page}.jpg", None),
            ("scans\\{page}.jpg", None),
            ("https://iiif.example/{page}", None),
            ("scans/manifest.json", None),
        ] {
            assert_eq!(
                folder(text),
                expected.map(|(folder, depth, ending)| (folder.into(), depth, ending.into())),
                "{text}"
            );
        }
    }

    #[test]
    fn an_image_is_missing_where_no_file_is() {
        let missing = |text: &str, files: &[&str], label: &str| {
            let images = Arc::new(Images::new(files.iter().map(|&file| file.to_owned())));
            let facsimile = Facsimile::new(text).unwrap().with_images(images);
            facsimile.missing(Page { label, record: None, volume: "v 1" })
        };
        let scans = "./scans/{page:04}.jpg";
        assert_eq!(missing(scans, &["0047.jpg"], "47"), None);
        assert_eq!(missing(scans, &["0047.jpg"], "48").as_deref(), Some("at scans/0048.jpg"));
        assert_eq!(missing("{volume}/{page}", &["v 1/47"], "47"), None);
        assert_eq!(missing("{volume}/{page}", &["v 2/47"], "47").as_deref(), Some("at v 1/47"));
        // Where a page's image should be cannot be told.
        assert_eq!(missing("{record}/{page}", &["1/47"], "47"), None);
        assert_eq!(missing(scans, &["0047.jpg"], "4/7"), None);
        // Nothing was read.
        assert_eq!(Facsimile::new(scans).unwrap().missing(Page { label: "1", record: None, volume: "" }), None);
    }

    #[test]
    fn what_is_wrong_with_a_template_is_said() {
        const BELOW: &str = "a manifest must be in the folder of this `obelus.toml`, or in a folder below it";
        for (template, expected) in [
            ("../manifest.json", BELOW),
            ("/scans/manifest.json", BELOW),
            ("C:\\scans\\manifest.json", BELOW),
            ("scans\\..\\..\\manifest.json", BELOW),
            ("{pages}.jpg", "`{pages}` is not one of `{page}`, `{record}` and `{volume}`"),
            ("{page.jpg", "`{` is alone: write `{page}` for the page, and `{{` for a brace"),
            ("page}.jpg", "`}` is alone: write `{page}` for the page, and `}}` for a brace"),
            ("{page:4}", "`{page:4}` does not say how many digits to fill up to; `{page:04}` does, and 20 is the most"),
            (
                "{page:0999999}",
                "`{page:0999999}` does not say how many digits to fill up to; `{page:04}` does, and 20 is the most",
            ),
            (
                "command:open?{page}",
                "`command:` cannot lead to a facsimile: give a path, or an address that begins with https://",
            ),
            ("", "a facsimile needs a path or an address, like \"scans/{page:04}.jpg\""),
        ] {
            assert_eq!(Facsimile::new(template).unwrap_err(), expected);
        }
        assert!(Facsimile::new(&"{".repeat(1 << 20)).is_err());
    }
}
