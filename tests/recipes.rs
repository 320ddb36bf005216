//! What `.github/CONTRIBUTING.md` says must be listed is listed, and the files that it names are there.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use obelus::check::Code;
use obelus::config::Partial;
use std::fs;
use std::path::{Path, PathBuf};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What lies in `folder`, but for hidden files.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| !name(path).starts_with('.')).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is in {}", folder.display());
    paths
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap()
}

/// The name of the Rust module at `path`; none where it is another file or a folder.
fn module(path: &Path) -> Option<&str> {
    name(path).strip_suffix(".rs")
}

/// The Rust files below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| module(path).is_some());
    files.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// The text of the file that declares the modules that are files of `folder`.
fn declarations(folder: &Path) -> String {
    let files = [folder.join("mod.rs"), folder.join("lib.rs"), folder.with_extension("rs")];
    read(files.iter().find(|path| path.is_file()).unwrap())
}

#[test]
fn every_file_is_a_module() {
    for file in sources(&repository().join("src")) {
        let name = module(&file).unwrap();
        if !["lib", "main", "mod"].contains(&name) {
            let declared = declarations(file.parent().unwrap()).contains(&format!("mod {name};"));
            assert!(declared, "{} is no module of its folder: it is not compiled", file.display());
        }
    }
}

/// Checks that something in `users` speaks of each module of `folder`, beside the file that declares it.
#[track_caller]
fn check_used(folder: &str, users: &str) {
    let users = sources(&repository().join(users));
    for file in entries(&repository().join(folder)) {
        let Some(name) = module(&file).filter(|name| *name != "mod") else { continue };
        let mut others = users.iter().filter(|user| **user != file && module(user) != Some("mod"));
        assert!(others.any(|user| read(user).contains(&format!("{name}::"))), "nothing uses {}", file.display());
    }
}

#[test]
fn every_request_is_answered() {
    check_used("src/server/requests", "src/server");
}

#[test]
fn every_language_is_listed_and_explained() {
    let (listed, page) = (read("src/lexicon/choice.rs"), read("src/cli/help/configuration.md"));
    let files = entries(&repository().join("src/lexicon"));
    let codes: Vec<_> = files.iter().filter_map(|file| module(file)).filter(|name| name.len() == 2).collect();
    assert!(codes.len() >= 5, "{codes:?}");
    for code in codes {
        assert!(listed.contains(&format!("&{code}::LANGUAGE")), "{code} is not in LANGUAGES");
        assert_eq!(Partial::from_toml(&format!("language = '{code}'")).1, [], "{code}");
        assert!(page.contains(&format!("\n  - `\"{code}\"`: ")), "{code} is not in configuration.md");
    }
}

/// The values that the key `convention` of an `obelus.toml` takes.
fn configurable_conventions() -> Vec<String> {
    let schema = obelus::config::schema();
    let values = schema["properties"]["convention"]["enum"].as_array().unwrap();
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_convention_can_be_configured() {
    let problems = |name: &str| Partial::from_toml(&format!("convention = '{name}'")).1;
    for name in configurable_conventions() {
        assert_eq!(problems(&name), [], "{name}");
    }
    let source = read("src/convention/mod.rs");
    let source = source.split("fn name(").nth(1).and_then(|behind| behind.split("fn ").next()).unwrap_or_default();
    let names: Vec<_> = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split('"').next()).collect();
    assert!(names.contains(&"plain"), "{names:?}");
    for name in names {
        assert_eq!(problems(name), [], "src/config/partial.rs does not know the convention {name}");
    }
}

#[test]
fn every_convention_is_explained() {
    let page = read("src/cli/help/configuration.md");
    for convention in configurable_conventions() {
        assert!(page.contains(&format!("\n  - `{convention:?}`: ")), "{convention} is not in configuration.md");
    }
}

#[test]
fn every_rule_is_listed() {
    let source = read("src/check/code.rs");
    let names = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split('"').next());
    let rules: Vec<_> = names.filter(|name| name.contains('-')).collect();
    assert!(rules.len() >= Code::ALL.len(), "{rules:?}");
    for rule in rules {
        assert!(Code::named(rule).is_some(), "{rule} is not in Code::ALL");
    }
}

#[test]
fn every_editor_is_in_the_table_of_editors() {
    let table = read("editors/README.md");
    for folder in entries(&repository().join("editors")).iter().filter(|path| path.is_dir()) {
        let row = format!("]({}", name(folder));
        let listed = table.lines().any(|line| line.starts_with("| ") && line.contains(&row));
        assert!(listed, "editors/{} is not in the table of editors/README.md", name(folder));
    }
}

#[test]
fn every_test_in_an_editor_is_run_and_told_of() {
    let (run, tests, table) = (read(".ci/run"), read("tests/README.md"), read("editors/README.md"));
    let is_of_editor =
        |path: &PathBuf| path.join("run").is_file() && repository().join("editors").join(name(path)).is_dir();
    let folders = entries(&repository().join("tests")).into_iter().filter(is_of_editor);
    let commands: Vec<_> = folders.map(|folder| format!("tests/{}/run", name(&folder))).collect();
    assert!(commands.len() >= 3, "{commands:?}");
    for command in commands {
        assert!(run.contains(&command), "{command} is not in .ci/run");
        assert!(tests.contains(&command), "{command} is not in tests/README.md");
        assert!(table.contains(&command), "{command} is not in editors/README.md");
    }
}

/// The paths in `text` that are set as code and lead from one of the top folders: `src/check/mod.rs`.
fn paths(text: &str) -> Vec<&str> {
    let code = text.split('`').skip(1).step_by(2);
    let folders = ["src/", "tests/", "editors/", ".ci/", ".github/"];
    code.filter(|code| folders.iter().any(|folder| code.starts_with(folder)) && !code.contains(char::is_uppercase))
        .collect()
}

#[test]
fn the_files_that_the_recipes_name_are_there() {
    let recipes = read(".github/CONTRIBUTING.md");
    let found = paths(&recipes);
    assert!(found.len() >= 20, "{found:?}");
    for path in found {
        assert!(repository().join(path).exists(), "{path} is not there");
    }
}

#[test]
fn the_tests_that_the_recipes_name_are_there() {
    let recipes = read(".github/CONTRIBUTING.md");
    let files = ["src", "tests"].into_iter().flat_map(|folder| sources(&repository().join(folder)));
    let all: String = files.map(read).collect();
    let named: Vec<_> = recipes.split('`').skip(1).step_by(2).filter(|code| code.matches('_').count() >= 3).collect();
    assert!(named.len() >= 8, "{named:?}");
    for name in named {
        assert!(all.contains(&format!("fn {name}(")), "there is no test {name}");
    }
}
