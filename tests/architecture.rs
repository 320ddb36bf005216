//! The architecture that `src/lib.rs` draws: which layer may import from which, no circles between files, and file names
//! that name one thing.
//!
//! A file imports from another where a `use` declaration or a path in its code leads to an item that the other defines.
//! Re-exports are followed to the definition. A file also imports from each child module that it declares, so an item in a
//! `mod.rs` that one of its children uses closes a circle. Items under `#[cfg(test)]` do not count.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use syn::buffer::{Cursor, TokenBuffer};
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, Ident, ImplItem, Item, ItemMod, ItemUse, Lit, Macro, Meta, UseTree};

/// What a mark's form begins or ends with, in any convention. Only `convention` writes or matches these.
const FORMS: [&str; 6] = ["[Page", "[Pg", "[^", "[Footnote", "-----File", "↩"];

/// How many re-exports are followed from one name to its definition.
const MOST_REEXPORTS: usize = 16;

static OBELUS: LazyLock<Source> = LazyLock::new(|| Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")));

#[test]
fn a_layer_imports_only_from_layers_above_it() {
    assert_none(&OBELUS.imports_from_below());
}

#[test]
fn no_file_imports_from_one_that_imports_it() {
    assert_none(&OBELUS.circles());
}

#[test]
fn a_file_name_occurs_once_in_a_layer() {
    assert_none(&OBELUS.repeated_names());
}

#[test]
fn only_the_convention_knows_how_a_mark_looks() {
    assert_none(&OBELUS.forms_outside_the_convention());
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The modules of a crate, and what each imports.
struct Source {
    /// The folder `src`.
    root: PathBuf,
    /// The layers in the order of the table in `lib.rs`: each may import from those before it.
    layers: Vec<String>,
    /// The crate's root is the first.
    modules: Vec<Module>,
}

/// A module without its `#[cfg(test)]` items.
#[derive(Default)]
struct Module {
    /// The file it is written in, relative to `src`.
    file: PathBuf,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    /// The names of the items that it defines.
    items: BTreeSet<String>,
    uses: Vec<Use>,
    /// Paths of two segments or more in its code.
    paths: Vec<Vec<String>>,
    /// The strings and characters in its code, as they are written there.
    literals: Vec<String>,
}

/// One name of a `use` declaration.
#[derive(Clone)]
struct Use {
    path: Vec<String>,
    /// The name it has in the module; none for `*`.
    name: Option<String>,
}

/// What a path leads to.
#[derive(Clone, Copy)]
enum Target {
    Module(usize),
    /// An item that this module defines.
    Item(usize),
}

impl Source {
    /// Reads the crate whose sources are in the folder `root`.
    fn read(root: &Path) -> Self {
        let mut source = Self { root: root.into(), layers: Vec::new(), modules: Vec::new() };
        let file = source.parse(Path::new("lib.rs"));
        source.layers = layers(&file.attrs);
        source.add(Path::new("lib.rs"), Path::new(""), None, &file.items);
        source
    }

    fn parse(&self, file: &Path) -> syn::File {
        let text =
            fs::read_to_string(self.root.join(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// Adds a module written in `file`, whose child modules are in `folder`.
    fn add(&mut self, file: &Path, folder: &Path, parent: Option<usize>, items: &[Item]) -> usize {
        let id = self.modules.len();
        let mut module = Module { file: file.into(), parent, ..Module::default() };
        let items: Vec<_> = items.iter().filter(|item| !is_test(attributes(item))).collect();
        for item in &items {
            module.items.extend(name(item).map(|name| name.unraw().to_string()));
            if !matches!(item, Item::Mod(_)) {
                module.visit_item(item);
            }
        }
        self.modules.push(module);
        for item in items {
            if let Item::Mod(ItemMod { ident, content, .. }) = item {
                let name = ident.unraw().to_string();
                let within = folder.join(&name);
                let child = if let Some((_, items)) = content {
                    self.add(file, &within, Some(id), items)
                } else {
                    let beside = within.with_extension("rs");
                    let file = if self.root.join(&beside).exists() { beside } else { within.join("mod.rs") };
                    let items = self.parse(&file).items;
                    self.add(&file, &within, Some(id), &items)
                };
                self.modules[id].children.insert(name, child);
            }
        }
        id
    }

    /// What the path `path` leads to from the module `from`; none where it leaves the crate.
    fn resolve(&self, from: usize, path: &[String], depth: usize) -> Option<Target> {
        let (mut module, mut rest) = (from, path);
        loop {
            match rest.split_first()? {
                (first, after) if first == "crate" => (module, rest) = (0, after),
                (first, after) if first == "self" => rest = after,
                (first, after) if first == "super" => (module, rest) = (self.modules[module].parent?, after),
                _ => return self.find(module, rest, depth),
            }
            if rest.is_empty() {
                return Some(Target::Module(module));
            }
        }
    }

    /// What `path` leads to within the module `id`.
    fn find(&self, id: usize, path: &[String], depth: usize) -> Option<Target> {
        let Some((name, rest)) = path.split_first() else { return Some(Target::Module(id)) };
        if depth == MOST_REEXPORTS {
            return None;
        }
        let module = &self.modules[id];
        let in_child = || module.children.get(name).and_then(|&child| self.find(child, rest, depth + 1));
        let item = || module.items.contains(name).then_some(Target::Item(id));
        let imported = || {
            let mut same = module.uses.iter().filter(|one| one.name.as_ref() == Some(name));
            same.find_map(|one| self.resolve(id, &[&one.path, rest].concat(), depth + 1))
        };
        let in_glob = || {
            let mut globs = module.uses.iter().filter(|one| one.name.is_none());
            globs.find_map(|one| match self.resolve(id, &one.path, depth + 1)? {
                Target::Module(other) if other != id => self.find(other, path, depth + 1),
                _ => None,
            })
        };
        // A module and a function may share a name: more segments follow the module only.
        if rest.is_empty() {
            item().or_else(imported).or_else(in_child).or_else(in_glob)
        } else {
            in_child().or_else(item).or_else(imported).or_else(in_glob)
        }
    }

    /// The pairs of files of which the first imports from the second.
    fn imports(&self) -> BTreeSet<(&Path, &Path)> {
        let mut imports = BTreeSet::new();
        for (id, module) in self.modules.iter().enumerate() {
            let mut add = |to: usize| {
                let pair = (module.file.as_path(), self.modules[to].file.as_path());
                if pair.0 != pair.1 {
                    imports.insert(pair);
                }
            };
            module.children.values().for_each(|&child| add(child));
            let named = module.uses.iter().map(|one| (&one.path, one.name.is_none()));
            for (path, is_glob) in named.chain(module.paths.iter().map(|path| (path, false))) {
                match self.resolve(id, path, 0) {
                    Some(Target::Item(to)) => add(to),
                    Some(Target::Module(to)) if is_glob => add(to),
                    // The name of a module alone is no import: what the code names in it is.
                    Some(Target::Module(_)) => {}
                    None => {
                        let within = path.first().is_some_and(|first| ["crate", "self", "super"].contains(&&**first));
                        let (file, path) = (module.file.display(), path.join("::"));
                        assert!(!within, "src/{file}: this test does not find what `{path}` leads to; teach it to");
                    }
                }
            }
        }
        imports
    }

    /// What is wrong with imports from one layer to another.
    fn imports_from_below(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let rank = |layer: &str| self.layers.iter().position(|known| known == layer);
        for name in self.modules[0].children.keys().filter(|name| rank(name).is_none()) {
            problems.push(format!("src/lib.rs does not list the layer `{name}`: add it to the table at its place."));
        }
        for (from, to) in self.imports() {
            let (Some(upper), Some(lower)) = (layer(from), layer(to)) else { continue };
            if rank(upper).zip(rank(lower)).is_some_and(|(upper, lower)| upper < lower) {
                let (from, to) = (from.display(), to.display());
                problems.push(format!(
                    "src/{from} imports from src/{to}, but src/lib.rs lists `{lower}` below `{upper}`: \
                     move what it imports to `{upper}` or above."
                ));
            }
        }
        problems
    }

    /// The strings in the code of other layers than `convention` that hold the form of a mark.
    fn forms_outside_the_convention(&self) -> Vec<String> {
        let outside = self.modules.iter().filter(|module| layer(&module.file) != Some("convention"));
        let literals = outside.flat_map(|module| module.literals.iter().map(move |literal| (&module.file, literal)));
        let with_form = literals.filter(|(_, literal)| FORMS.iter().any(|form| literal.contains(form)));
        let problem = |(file, literal): (&PathBuf, &String)| {
            format!("src/{} has {literal}: let src/convention write or match that.", file.display())
        };
        with_form.map(problem).collect()
    }

    /// The circles between files of one layer: for each file that is in one, the shortest.
    fn circles(&self) -> Vec<String> {
        let mut imported: HashMap<&Path, Vec<&Path>> = HashMap::new();
        for (from, to) in self.imports() {
            if layer(from) == layer(to) {
                imported.entry(from).or_default().push(to);
            }
        }
        let mut files: Vec<_> = imported.keys().copied().collect();
        files.sort_unstable();
        let mut circles: BTreeMap<BTreeSet<&Path>, Vec<&Path>> = BTreeMap::new();
        for circle in files.into_iter().filter_map(|file| shortest_circle(file, &imported)) {
            circles.entry(circle.iter().copied().collect()).or_insert(circle);
        }
        let shown = |circle: &Vec<&Path>| {
            let files = circle.iter().chain(circle.first());
            let files: Vec<_> = files.map(|file| format!("src/{}", file.display())).collect();
            format!("{} is a circle: move what they share to a file that imports none of them.", files.join(" → "))
        };
        circles.values().map(shown).collect()
    }

    /// The files that have the same name as another of their layer.
    fn repeated_names(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for layer in &self.layers {
            let mut by_name: BTreeMap<_, Vec<PathBuf>> = BTreeMap::new();
            for file in files_below(&self.root.join(layer)) {
                let below = file.strip_prefix(&self.root).unwrap().to_owned();
                by_name.entry(file.file_name().unwrap().to_owned()).or_default().push(below);
            }
            by_name.retain(|name, files| name != "mod.rs" && name != "tests.rs" && files.len() > 1);
            for files in by_name.values() {
                let files: Vec<_> = files.iter().map(|file| format!("src/{}", file.display())).collect();
                problems.push(format!("{} have the same name: rename one for what it holds.", files.join(" and ")));
            }
        }
        problems
    }
}

/// The layers that the table in the docs of `lib.rs` lists, in its order.
fn layers(attributes: &[Attribute]) -> Vec<String> {
    let row = |attribute: &Attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { return None };
        let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
        Some(text.value().trim().strip_prefix("| [`")?.split_once("`]")?.0.to_owned())
    };
    attributes.iter().filter_map(row).collect()
}

/// The layer of a file: the folder of `src` that it is in.
fn layer(file: &Path) -> Option<&str> {
    let folder = file.components().next()?.as_os_str().to_str()?;
    if folder == "lib.rs" { None } else { Some(folder.trim_end_matches(".rs")) }
}

/// The files on the shortest way from `file` back to it.
fn shortest_circle<'a>(file: &'a Path, imported: &HashMap<&'a Path, Vec<&'a Path>>) -> Option<Vec<&'a Path>> {
    let mut reached_from = HashMap::new();
    let mut queue = VecDeque::from([file]);
    while let Some(from) = queue.pop_front() {
        for &to in imported.get(from).into_iter().flatten() {
            if to == file {
                let back = std::iter::successors(Some(from), |at| reached_from.get(at).copied());
                let mut circle: Vec<_> = back.collect();
                circle.reverse();
                return Some(circle);
            }
            reached_from.entry(to).or_insert_with(|| {
                queue.push_back(to);
                from
            });
        }
    }
    None
}

/// The `.rs` files in `folder` and its subfolders; none where there is no such folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|path| path.is_dir());
    let files = files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.chain(folders.iter().flat_map(|folder| files_below(folder))).collect()
}

impl Module {
    fn add_use(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &Ident| [before, &[name.unraw().to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_use(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_use(tree, before)),
            UseTree::Glob(_) => self.uses.push(Use { path: before.into(), name: None }),
            UseTree::Name(one) if one.ident == "self" => {
                self.uses.push(Use { path: before.into(), name: before.last().cloned() });
            }
            UseTree::Name(one) => {
                self.uses.push(Use { path: with(&one.ident), name: Some(one.ident.unraw().to_string()) });
            }
            UseTree::Rename(one) if one.ident == "self" => {
                self.uses.push(Use { path: before.into(), name: Some(one.rename.to_string()) });
            }
            UseTree::Rename(one) => {
                self.uses.push(Use { path: with(&one.ident), name: Some(one.rename.to_string()) });
            }
        }
    }

    /// Adds the paths among the tokens of a macro, whose grammar only the macro knows.
    fn add_tokens(&mut self, mut cursor: Cursor) {
        let mut path = Vec::new();
        while !cursor.eof() {
            let mut ends = true;
            if let Some((name, next)) = cursor.ident() {
                path.push(name.unraw().to_string());
                let after = colons(next);
                ends = after.is_none();
                cursor = after.unwrap_or(next);
            } else if let Some((literal, next)) = cursor.literal() {
                self.literals.push(literal.to_string());
                cursor = next;
            } else if let Some((inner, _, _, next)) = cursor.any_group() {
                self.add_tokens(inner);
                cursor = next;
            } else {
                let Some((_, next)) = cursor.token_tree() else { break };
                cursor = next;
            }
            if ends {
                self.paths.extend(Some(std::mem::take(&mut path)).filter(|path| path.len() > 1));
            }
        }
    }
}

/// What follows `::`, if `cursor` is at one.
fn colons(cursor: Cursor) -> Option<Cursor> {
    let (first, next) = cursor.punct()?;
    let (second, next) = next.punct()?;
    (first.as_char() == ':' && second.as_char() == ':').then_some(next)
}

impl<'a> Visit<'a> for Module {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'a ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.add_use(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        if path.segments.len() > 1 && path.leading_colon.is_none() {
            self.paths.push(path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_lit(&mut self, literal: &'a Lit) {
        match literal {
            Lit::Str(text) => self.literals.push(text.token().to_string()),
            Lit::Char(one) => self.literals.push(one.token().to_string()),
            _ => {}
        }
    }

    // Documentation may show marks.
    fn visit_attribute(&mut self, _: &'a Attribute) {}

    fn visit_macro(&mut self, one: &'a Macro) {
        self.visit_path(&one.path);
        self.add_tokens(TokenBuffer::new2(one.tokens.clone()).begin());
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|condition| condition == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item defines in its module; none for a module, which is no item here, and for what has no name.
fn name(item: &Item) -> Option<&Ident> {
    match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => Some(&item.sig.ident),
        Item::Macro(item) => item.ident.as_ref(),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

/// What the checks find in a crate of these files.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let table = "//! | [`text`] | x |\n//! | [`record`] | x |\n//! | [`check`] | x |\n";
    let modules = "pub mod text; pub mod record; pub mod check;";
    let root = format!("{table}{modules}");
    for (file, text) in [("lib.rs", root.as_str()), ("text.rs", "pub struct Text;")].iter().chain(files) {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let source = Source::read(folder.path());
    [source.imports_from_below(), source.circles(), source.repeated_names(), source.forms_outside_the_convention()]
        .concat()
}

/// Checks a crate with a layer `record` of the files `label` and `notes`, and a layer `check`.
#[track_caller]
fn check(label: &str, notes: &str, check: &str, expected: &[&str]) {
    let record = "mod label; mod notes; pub use label::Label; pub use notes::*;";
    let files =
        [("record/mod.rs", record), ("record/label.rs", label), ("record/notes.rs", notes), ("check.rs", check)];
    let found = problems(&files);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, words) in found.iter().zip(expected) {
        assert!(words.split(", ").all(|file| found.contains(&format!("src/{file}"))), "{found}");
    }
}

#[test]
fn what_is_in_order_is_not_reported() {
    let notes = "use super::Label; pub struct Note(Label); #[cfg(test)] mod tests { use crate::check::Code; }";
    check("pub struct Label(crate::text::Text);", notes, "use crate::record::{Label, Note}; pub struct Code;", &[]);
}

#[test]
fn an_import_from_a_layer_below_is_reported() {
    let expected = ["record/label.rs, check.rs"];
    check("use crate::check::Code; pub struct Label;", "", "pub struct Code;", &expected);
    check("pub struct Label(crate::check::Code);", "", "pub struct Code;", &expected);
    check("use crate::check; pub struct Label; fn f() { check::code() }", "", "pub fn code() {}", &expected);
    check(
        "pub struct Label; fn f() { vec![(1, super::super::check::CODE)]; }",
        "",
        "pub const CODE: u8 = 1;",
        &expected,
    );
}

#[test]
fn a_circle_is_reported_through_re_exports_too() {
    let expected = ["record/label.rs, record/notes.rs"];
    check("use super::Note; pub struct Label(Note);", "use super::Label; pub struct Note(Label);", "", &expected);
    check("pub struct Label(super::Note);", "pub struct Note(crate::record::Label);", "", &expected);
    check("use super::*; pub struct Label;", "", "", &["record/label.rs, record/mod.rs"]);
    let (parent, child) = ("mod item; pub struct Held;", "use super::Held;");
    let found = problems(&[("record/mod.rs", parent), ("record/item.rs", child), ("check.rs", "")]);
    assert!(matches!(&found[..], [one] if one.contains("src/record/mod.rs")), "{found:?}");
}

#[test]
fn a_name_that_occurs_twice_is_reported() {
    let twice = [("check/mod.rs", "mod pages; mod notes;"), ("check/pages.rs", ""), ("record.rs", "")];
    let notes = [("check/notes/mod.rs", "mod pages;"), ("check/notes/pages.rs", "")];
    let found = problems(&[&twice[..], &notes[..]].concat());
    assert!(
        matches!(&found[..], [one] if one.contains("src/check/pages.rs and src/check/notes/pages.rs")),
        "{found:?}"
    );
}
