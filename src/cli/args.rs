//! The command line.

use super::codes;
use super::help::topics;
use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Finds what breaks unseen in transcribed historical records
///
/// A footnote reference without its note, a note that nothing leads to, a page
/// number misread, a bracket left open: your editor shows them as you type, by
/// starting `obelus` itself. In a terminal, `obelus check` lists them for files
/// and folders. Obelus changes no file unless you say `obelus fix --write`.
#[derive(Debug, Parser)]
#[command(
    version = env!("OBELUS_VERSION"),
    args_conflicts_with_subcommands = true,
    verbatim_doc_comment,
    disable_help_subcommand = true,
    after_help = format!("\
Topics, explained by `obelus help TOPIC`:
{}
Examples:
  obelus try                       see it at work on an example, in your editor
  obelus check letters             what is broken in the folder `letters`
  obelus outline letters/d12.txt   the pages and notes of one record
  obelus help check                more about `check`", topics::list())
)]
pub(super) struct Args {
    /// What to do; without one, `serve`.
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
}

impl Args {
    /// Parses the arguments of the program. Where they make no sense, or only ask for help, the program ends here.
    pub fn read() -> Self {
        let args = Self::parse();
        if let Some(Command::Check(check)) = &args.command
            && let Some(problem) = check.contradiction()
        {
            let mut command = Self::command();
            command.build();
            let check = command.find_subcommand("check").cloned();
            check.unwrap_or(command).error(ErrorKind::ArgumentConflict, problem).exit();
        }
        args
    }
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Serve(Serve),
    Check(Check),
    Fix(Fix),
    Index(Index),
    Outline(Outline),
    Config(Config),
    Try(Try),
    Explain(Explain),
    Completions(Completions),
    Man(Man),
    Help(Help),
}

/// Answer an editor (what `obelus` alone does, too)
///
/// The editor starts this itself and talks to it over standard input and output
/// in the Language Server Protocol; there is nothing to type here.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Example, as the command in an editor's settings:
  obelus serve --stdio"
)]
pub(super) struct Serve {
    /// Talk over standard input and output, as is always done; editors pass this
    #[arg(long)]
    pub stdio: bool,
    /// Append to FILE what the server does; with `OBELUS_LOG=debug`, in detail
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// List what is broken in records
///
/// Reads the files given, and the records (`.txt` and `.record` files) of the
/// folders given and of the folders in them. Hidden files, and those that a
/// .gitignore names, are left out. Cross references are looked up among them.
/// An obelus.toml in a folder, or in one above it, says otherwise, if need be:
/// see `obelus help configuration`.
///
/// With `-` in place of the paths it reads one record from standard input.
///
/// The exit status is 0 where nothing is broken, 1 where there is an error or a
/// warning, 2 where something could not be read or `--output` not be written.
#[derive(Debug, Default, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus check letters                  what is broken, with the lines
  obelus check letters/d12.txt          in one record
  obelus check --format jsonl letters   the same for another program
  obelus check --format github .        as annotations in a GitHub workflow
  obelus check - < d12.txt              one record from standard input
  obelus check --path letters/d12.txt - the same, as if it were that file
  obelus check --statistics letters     how much of what, and in which files
  obelus check --explain-files letters  which files are records, and why"
)]
pub(super) struct Check {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// Print to FILE, which is written in one step and not read as a record
    #[arg(short, long, value_name = "FILE", conflicts_with = "explain_files")]
    pub output: Option<PathBuf>,
    /// Print how many there are, by rule and by file; with `human` or `json`
    #[arg(long, conflicts_with = "explain_files")]
    pub statistics: bool,
    /// Print what is broken and nothing else: no summary, no remarks
    #[arg(short, long, conflicts_with = "explain_files")]
    pub quiet: bool,
    /// Exit with status 0 although something is broken
    #[arg(long)]
    pub exit_zero: bool,
    /// When to print in colour
    #[arg(long, value_enum, default_value_t)]
    pub color: Color,
    /// Say of each file whether it is a record, and why, and check nothing
    #[arg(long, conflicts_with_all = ["format", "exit_zero", "color"])]
    pub explain_files: bool,
    /// The file that standard input (`-`) stands for
    ///
    /// It gives the record its name, its configuration and its convention, and
    /// cross references lead to the records beside it. It need not be there.
    #[arg(long, value_name = "FILE", conflicts_with = "explain_files", verbatim_doc_comment)]
    pub path: Option<PathBuf>,
    /// Files and folders of records; or `-`, standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

impl Check {
    /// Whether the record is read from standard input.
    pub fn reads_input(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// What contradicts itself in the arguments, other than what `clap` is told of above.
    fn contradiction(&self) -> Option<&'static str> {
        if self.statistics && !matches!(self.format, CheckFormat::Human | CheckFormat::Json) {
            return Some("'--statistics' can be printed with '--format human' or '--format json' only");
        }
        if !self.reads_input() {
            return self.path.is_some().then_some("'--path <FILE>' names standard input, and so needs '-' as PATH");
        }
        if self.explain_files {
            return Some("'-' cannot be used with '--explain-files'");
        }
        (self.paths.len() > 1).then_some("'-' cannot be used with other paths")
    }
}

/// Mend what is certain in records
///
/// A page marker with a slip whose neighbours tell its number, a number that is
/// twice in a note list, a list that does not count as its references print: what
/// can be meant in one way only is mended, and all else is left to you. Which
/// note each reference leads to never changes.
///
/// Without `--write` it shows what it would do, as a patch, and writes nothing;
/// the exit status is then 1 where there is something to mend. With it, a file
/// that was changed meanwhile is left as it is, and its links, owner, permissions
/// and attributes stay.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus fix letters           what would be mended, as a patch
  obelus fix --write letters   mend it"
)]
pub(super) struct Fix {
    /// Show what would be mended, and write nothing; so without any option
    #[arg(long, conflicts_with = "write")]
    pub dry_run: bool,
    /// Write the mended records in place of the old ones
    #[arg(long)]
    pub write: bool,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// List the parts of records, for other programs
///
/// Prints one JSON object a record: its number and title, pages, notes, footnote
/// references with the note each leads to, and cross references with the place
/// they lead to in the volume. Places are counted in bytes from the start of the
/// file.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Example:
  obelus index --format jsonl letters > letters.jsonl"
)]
pub(super) struct Index {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: IndexFormat,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Show the pages and notes of records as a tree
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  obelus outline letters/d12.txt")]
pub(super) struct Outline {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: OutlineFormat,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Show what is configured, or what can be
///
/// An `obelus.toml` in a folder of records, or in a folder above it, says what
/// applies to them.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus config show letters/d12.txt   what applies to a record, and who says so
  obelus config schema                 what an obelus.toml may say, as a JSON schema"
)]
pub(super) struct Config {
    /// What to show
    #[command(subcommand)]
    pub what: ConfigCommand,
}

/// What `config` shows.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print what applies at a place, each value with where it comes from
    Show {
        /// A record or a folder of records
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    /// Print the JSON schema of obelus.toml, by which editors complete it
    Schema,
}

/// See Obelus at work on an example, in your editor
///
/// Opens an invented record with slips in Neovim, VS Code, Helix or Emacs: the one
/// named, else the one that VISUAL or EDITOR names, else one that is there. It runs
/// with a throw-away configuration and in a throw-away folder; yours is neither
/// read nor changed. Where there is no such editor or no terminal, it tells what
/// there is to see.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus try         in an editor that is there
  obelus try emacs   in Emacs"
)]
pub(super) struct Try {
    /// The editor to open
    #[arg(value_enum)]
    pub editor: Option<Editor>,
    /// What else to give to the editor
    #[arg(last = true, value_name = "ARGUMENT")]
    pub arguments: Vec<OsString>,
}

/// Explain what is reported, by its code
///
/// Says what is reported under a code such as `dangling-reference`: what it means,
/// with an example, how to fix it, and how to configure it. Without a code, lists
/// all codes.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus explain                      all codes, a line each
  obelus explain dangling-reference   what this one means"
)]
pub(super) struct Explain {
    /// The code to explain
    #[arg(
        value_name = "CODE",
        value_parser = PossibleValuesParser::new(codes::all().map(|code| code.name)),
        hide_possible_values = true
    )]
    pub code: Option<String>,
}

/// Print the script that completes `obelus` in a shell
///
/// The shell reads the script when it starts. Where it looks for it:
///
///   bash        ~/.local/share/bash-completion/completions/obelus
///   zsh         a file _obelus in a folder of $fpath
///   fish        ~/.config/fish/completions/obelus.fish
///   powershell  the end of the file that $PROFILE names
///   elvish      the end of ~/.config/elvish/rc.elv
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Example:
  obelus completions fish > ~/.config/fish/completions/obelus.fish"
)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Write the manual pages into a folder, for packages
///
/// One page a command: obelus.1, obelus-check.1 and so on.
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(super) struct Man {
    /// The folder, which is created if need be
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// Show help on a command or a topic
#[derive(Debug, clap::Args)]
pub(super) struct Help {
    /// The command or the topic
    #[arg(value_name = "COMMAND or TOPIC")]
    pub names: Vec<String>,
}

/// An editor to try Obelus in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Editor {
    /// Neovim
    Nvim,
    /// VS Code, with the extension built
    Code,
    /// Helix
    Hx,
    /// Emacs with eglot
    Emacs,
}

/// How `check` prints what it finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people: each line, with the place underlined
    #[default]
    Human,
    /// One JSON object a line
    Jsonl,
    /// One JSON array
    Json,
    /// SARIF 2.1.0, which code-scanning services read
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

/// How `index` prints records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum IndexFormat {
    /// One JSON object a line
    #[default]
    Jsonl,
}

/// How `outline` prints records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OutlineFormat {
    /// For people: a tree
    #[default]
    Human,
    /// One JSON array with an object a file
    Json,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` or `CLICOLOR=0` is set; with `CLICOLOR_FORCE=1` always
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
