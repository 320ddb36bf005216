//! `obelus doctor`.

use crate::folder::{BROKEN, Folder, Ran, SOUND};
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

/// A folder with a volume, and a user's home.
fn somewhere(name: &str) -> Folder {
    let files = [("v/d1.txt", SOUND), ("v/d2.txt", BROKEN), ("v/list.txt", "milk\neggs\n")];
    let folder = Folder::with(name, &files);
    fs::create_dir_all(folder.path("bin")).unwrap();
    fs::create_dir_all(folder.path("home")).unwrap();
    folder
}

/// Puts an editor on the `PATH` that says what it is.
fn install(folder: &Folder, program: &str, version: &str) {
    let path = format!("bin/{program}");
    folder.write(&path, format!("#!/bin/sh\n[ \"$*\" = --version ] && echo '{version}'\necho more\n").as_bytes());
    fs::set_permissions(folder.path(&path), fs::Permissions::from_mode(0o755)).unwrap();
}

/// Puts Obelus itself on the `PATH`.
fn install_obelus(folder: &Folder) {
    symlink(env!("CARGO_BIN_EXE_obelus"), folder.path("bin/obelus")).unwrap();
}

fn doctor(folder: &Folder, path: &str) -> Ran {
    let mut command = folder.command(&["doctor", path]);
    command.env("PATH", folder.path("bin")).env("HOME", folder.path("home"));
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"] {
        command.env_remove(variable);
    }
    let mut ran = Ran::of(&mut command);
    ran.out = ran.out.replace(folder.path("").to_str().unwrap(), "/there/");
    ran
}

#[test]
fn everything_is_in_order() {
    let folder = somewhere("doctor-order");
    install_obelus(&folder);
    install(&folder, "nvim", "NVIM v0.11.4");
    install(&folder, "code", "1.100.0");
    install(&folder, "vim", "VIM - Vi IMproved 9.0");
    folder.write("home/.config/nvim/init.lua", b"vim.opt.runtimepath:append '/src/obelus/editors/nvim'\n");
    folder.write("home/.vscode/extensions/obelus-lsp.obelus-0.1.0/package.json", b"{}");
    folder.write("home/.vimrc", b"filetype plugin on\n");
    folder.write("v/obelus.toml", b"convention = 'plain'\n[rules]\nempty-note = 'off'\n");
    let ran = doctor(&folder, "v");
    let program = format!("Program\n  obelus {}", env!("CARGO_PKG_VERSION"));
    assert!(ran.out.starts_with(&program), "{}", ran.out);
    let expected = "
  it is on the PATH, where editors look for it

Configuration
  convention = \"plain\"                      # v/obelus.toml, line 1
  empty-note = \"off\"                        # v/obelus.toml, line 3

Files
  records: 2 of 4
  is a record: it has a page marker
    v/d1.txt
  is a record: it has a numbered heading
    v/d2.txt
  is not a record: it has no page marker, no numbered heading, and no footnote reference that leads to a note
    v/list.txt
  is not read: records are `.txt` and `.record` files
    v/obelus.toml

Editors
  Neovim: /there/bin/nvim: NVIM v0.11.4
    seems to be set up: /there/home/.config/nvim/init.lua
    log: `:Obelus log`
  VS Code: /there/bin/code: 1.100.0
    seems to be set up: /there/home/.vscode/extensions/obelus-lsp.obelus-0.1.0
    log: View → Output → Obelus
  Vim: /there/bin/vim: VIM - Vi IMproved 9.0
    does not seem to be set up
  `obelus help editors` says how to set up an editor

Log
  an editor that starts `obelus serve --log FILE` appends what the server does to FILE
  in the environment of the editor, `OBELUS_LOG=debug` adds detail

Everything is in order.
";
    assert!(ran.out.ends_with(expected), "{}", ran.out);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
}

/// Checks that the lines that need attention are these, and that the exit status says so.
#[track_caller]
fn check_attention(folder: &Folder, expected: &[&str]) {
    let ran = doctor(folder, "v");
    let lines: Vec<_> = ran.out.lines().filter_map(|line| line.strip_prefix("! ")).collect();
    assert_eq!((lines.as_slice(), ran.status), (expected, Some(i32::from(!expected.is_empty()))), "{}", ran.out);
}

#[test]
fn what_needs_attention_is_marked() {
    let folder = somewhere("doctor-attention");
    check_attention(&folder, &["there is no `obelus` on the PATH, where editors look for it"]);
    install(&folder, "obelus", "obelus 0.0.1");
    check_attention(&folder, &["editors start another program, the first on the PATH: /there/bin/obelus"]);
    fs::remove_file(folder.path("bin/obelus")).unwrap();
    install_obelus(&folder);
    check_attention(&folder, &[]);
    folder.write("v/obelus.toml", b"colour = 'red'\ninclude = ['*.letter']\n");
    check_attention(
        &folder,
        &[
            "v/obelus.toml:1:1: There is no key `colour`: there are `convention`, `language`, `include`, `volume`, `pages`, `rules` \
             and `ignore`",
            "none is a record",
        ],
    );
    folder.write("v/obelus.toml", b"");
    install(&folder, "nvim", "NVIM v0.9.5");
    check_attention(&folder, &[]);
    folder.write("home/.local/share/nvim/lazy/obelus/README.md", b"");
    let too_old = "  seems to be set up, but this Neovim is too old, as Obelus needs 0.10 or newer: \
                   /there/home/.local/share/nvim/lazy/obelus";
    check_attention(&folder, &[too_old]);
}

#[test]
fn files_are_explained_as_check_explains_them() {
    let folder = somewhere("doctor-files");
    for number in 3..9 {
        folder.write(&format!("v/d{number}.txt"), SOUND.as_bytes());
    }
    let out = doctor(&folder, "v").out;
    assert!(out.contains("    v/d1.txt, v/d3.txt, v/d4.txt and 4 more\n"), "{out}");
    for line in folder.run(&["check", "--explain-files", "v"]).out.lines() {
        let (_, why) = line.split_once(": ").unwrap();
        assert!(out.contains(&format!("  {why}\n")), "{why}\n\nis not in\n\n{out}");
    }
}

#[test]
fn a_folder_that_is_not_there() {
    let ran = doctor(&somewhere("doctor-missing"), "nowhere");
    let expected = ("obelus: nowhere: there is no such file or folder\n", "", Some(2));
    assert_eq!((ran.err.as_str(), ran.out.as_str(), ran.status), expected);
}

#[test]
fn a_configuration_that_cannot_be_read() {
    let folder = somewhere("doctor-unreadable");
    fs::create_dir_all(folder.path("v/obelus.toml")).unwrap();
    let ran = doctor(&folder, "v");
    assert!(ran.err.starts_with("obelus: v/obelus.toml: "), "{}", ran.err);
    assert_eq!(ran.status, Some(2), "{}", ran.out);
}
