//! The command line.

use super::codes;
use super::help::topics;
use crate::convention::Convention;
use crate::convert::Target;
use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Finds mistakes in historical records transcribed as plain text
///
/// It finds footnote references without a note, notes without a reference,
/// misread page numbers, open brackets and more. Your editor starts `obelus`
/// itself and shows mistakes as you type. In a terminal, `obelus check` lists
/// them for files and folders. Only `obelus fix --write` changes your files.
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
  obelus try                       try Obelus on an example, in your editor
  obelus check letters             list the mistakes in the folder `letters`
  obelus outline letters/d12.txt   show the pages and notes of one record
  obelus help check                explain the command `check`", topics::list())
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
    Convert(Convert),
    Config(Config),
    Try(Try),
    Explain(Explain),
    Doctor(Doctor),
    Completions(Completions),
    Man(Man),
    Help(Help),
}

/// Start the language server, as `obelus` without a command does
///
/// Your editor runs this command itself. It talks to the server over standard
/// input and output, in the Language Server Protocol.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Example, as the command in an editor's settings:
  obelus serve --stdio"
)]
pub(super) struct Serve {
    /// Use standard input and output; this is always so, but some editors pass it
    #[arg(long)]
    pub stdio: bool,
    /// Append a log to FILE; set `OBELUS_LOG=debug` for more detail
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// Report mistakes in records
///
/// Reads the given files, and the records (`.txt` and `.record` files) in the
/// given folders and the folders inside them. Leaves out hidden files and those
/// that a .gitignore names. Cross references are looked up in the same files.
/// A file obelus.toml can change all this: see `obelus help configuration`.
///
/// With `-` as the path, reads one record from standard input.
///
/// The exit status is 0 if there is no error or warning, 1 if there is one, and 2
/// if something could not be read or `--output` could not be written.
#[derive(Debug, Default, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus check letters                  check a folder
  obelus check letters/d12.txt          check one record
  obelus check --format jsonl letters   print for another program
  obelus check --format github .        print annotations in a GitHub workflow
  obelus check --format html -o report.html letters
                                        write a page for a browser
  obelus check - < d12.txt              check one record from standard input
  obelus check --path letters/d12.txt - the same, as if it were that file
  obelus check --statistics letters     count the mistakes by rule and by file
  obelus check --watch letters          check it again after each change
  obelus check --explain-files letters  say which files are records, and why"
)]
pub(super) struct Check {
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// Print to FILE; it is replaced in one step, and not read as a record
    #[arg(short, long, value_name = "FILE", conflicts_with = "explain_files")]
    pub output: Option<PathBuf>,
    /// Print counts by rule and by file instead; for `human` and `json`
    #[arg(long, conflicts_with = "explain_files")]
    pub statistics: bool,
    /// Print only the mistakes, without a summary or remarks
    #[arg(short, long, conflicts_with = "explain_files")]
    pub quiet: bool,
    /// Check again whenever a record or an obelus.toml changes, until interrupted
    #[arg(short, long, conflicts_with = "explain_files")]
    pub watch: bool,
    /// Exit with status 0 even if there are errors or warnings
    #[arg(long)]
    pub exit_zero: bool,
    /// When to print in colour
    #[arg(long, value_enum, default_value_t)]
    pub color: Color,
    /// Say for each file whether it is a record, and why; check nothing
    #[arg(long, conflicts_with_all = ["format", "exit_zero", "color"])]
    pub explain_files: bool,
    /// The file that standard input (`-`) stands for
    ///
    /// It determines the name, the configuration and the convention of the record,
    /// and the volume for its cross references. The file does not have to exist.
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
            return self.path.is_some().then_some("'--path <FILE>' is for standard input and needs '-' as PATH");
        }
        if self.explain_files {
            return Some("'-' cannot be used with '--explain-files'");
        }
        if self.watch {
            return Some("'-' cannot be used with '--watch'");
        }
        (self.paths.len() > 1).then_some("'-' cannot be used with other paths")
    }
}

/// Fix mistakes in records, if the fix is certain
///
/// Fixes only what can be meant in one way: a mistyped page marker whose
/// neighbours confirm its number, a repeated number in a note list, a note list
/// that does not count as its references do. It leaves everything else to you.
/// Each reference still leads to the same note.
///
/// Without `--write`, shows the changes as a patch and writes nothing; the exit
/// status is then 1 if there is something to fix. With `--write`, keeps the links,
/// owner, permissions and attributes of each file, and leaves a file alone if
/// another program has changed it in the meantime.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus fix letters           show the fixes as a patch
  obelus fix --write letters   write the fixes to the files"
)]
pub(super) struct Fix {
    /// Show the fixes and write nothing; this is the default
    #[arg(long, conflicts_with = "write")]
    pub dry_run: bool,
    /// Write the fixes to the files
    #[arg(long)]
    pub write: bool,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// List the parts of records, for other programs
///
/// Prints one JSON object for each record: its number and title, its pages and
/// notes, its footnote references with the note that each leads to, and its cross
/// references with the place that each leads to. Places are bytes from the start
/// of the file. See `obelus help output`.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Example:
  obelus index --format jsonl letters > letters.jsonl"
)]
pub(super) struct Index {
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    pub format: IndexFormat,
    /// Print instead why each number is a footnote reference or none
    ///
    /// For each number that may be a reference: the note that it leads to, how much it
    /// looks like a reference, and what each feature adds to that, in log-odds.
    #[arg(long, verbatim_doc_comment)]
    pub explain: bool,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Show the pages and notes of records as a tree
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  obelus outline letters/d12.txt")]
pub(super) struct Outline {
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutlineFormat,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Convert records to TEI, HTML or another convention
///
/// Each note goes to its reference, each page marker and cross reference becomes what
/// the target has for it. `tei` is TEI P5 XML, valid by the schema of TEI All. `html`
/// is a page to read proof on, which needs no other file: it shows a note where the
/// pointer rests on its reference, and page numbers in the margin.
///
/// What is in doubt is marked in the result and reported. The exit status is 0 where
/// nothing is, 1 where something is in doubt or was not kept, 2 where something could
/// not be read or written.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus convert --to html letters/d12.txt --output d12.html
  obelus convert --to tei letters --output tei    a file for each in the folder `tei`
  obelus convert --to tei letters/d12.txt         on standard output
  obelus convert --to html --by-volume letters --output letters.html
  obelus convert --from tei --to plain edition --output text"
)]
pub(super) struct Convert {
    /// What to convert to
    #[arg(long, value_enum, value_name = "TARGET")]
    pub to: ConvertTarget,
    /// What to convert from: without this option, records, and files whose names end in `.xml`
    /// as TEI
    #[arg(long, value_enum, value_name = "SOURCE", verbatim_doc_comment)]
    pub from: Option<ConvertSource>,
    /// Write to FOLDER, at the place that each file has in the folder given. For one file or
    /// volume, a name with an ending, such as `d12.html`, is that of the result. Without this
    /// option, print the results
    #[arg(short, long, value_name = "FOLDER", verbatim_doc_comment)]
    pub output: Option<PathBuf>,
    /// Write one file for each volume, not one for each file: TEI as a `<teiCorpus>`, HTML as a
    /// page with its contents. A cross reference to another record leads to its place there
    #[arg(long, verbatim_doc_comment)]
    pub by_volume: bool,
    /// Replace results that are there already
    #[arg(long, requires = "output")]
    pub overwrite: bool,
    /// Convert no file in which the pairing of a reference is in doubt
    #[arg(long)]
    pub strict: bool,
    /// Files and folders of records
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What `convert` converts from, where that is not records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ConvertSource {
    /// TEI: all files given, and those in folders whose names end in `.xml`
    Tei,
}

/// What `convert` converts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ConvertTarget {
    /// TEI P5, valid by TEI All
    Tei,
    /// A page of HTML to read proof on
    Html,
    /// Plain text: `could.2`, or `could.[2]` where that is clearer, and `2. text`
    Plain,
    /// Markdown: `could.[^2]` and `[^2]: text`
    Markdown,
    /// As Project Gutenberg's books have it: `could.[2]` and `[Footnote 2: text]`
    Gutenberg,
    /// The same, with a line `-----File: 569.png-----` above each page, as Distributed
    /// Proofreaders have it
    Proofreaders,
}

impl ConvertTarget {
    /// The form that it means.
    pub fn target(self) -> Target {
        match self {
            Self::Tei => Target::Tei,
            Self::Html => Target::Html,
            Self::Plain => Target::Text(Convention::Plain),
            Self::Markdown => Target::Text(Convention::Markdown),
            Self::Gutenberg => Target::Text(Convention::Gutenberg),
            Self::Proofreaders => Target::Text(Convention::Proofreaders),
        }
    }
}

/// Show the configuration, or its schema
///
/// A file `obelus.toml` in a folder of records, or in a folder above it,
/// configures Obelus: see `obelus help configuration`.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus config show letters/d12.txt   show what applies to a record, and why
  obelus config schema                 print the JSON schema of obelus.toml"
)]
pub(super) struct Config {
    /// What to show
    #[command(subcommand)]
    pub what: ConfigCommand,
}

/// What `config` shows.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print the configuration of a record or folder, with the origin of each value
    Show {
        /// A record or a folder of records
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    /// Print the JSON schema of obelus.toml, with which editors complete its keys
    Schema,
}

/// Try Obelus on an example, in your editor
///
/// Opens an invented record with mistakes in Neovim, VS Code, Helix or Emacs. You
/// can name the editor. Otherwise Obelus takes the one that VISUAL or EDITOR
/// names, or one that is installed. The editor runs with a temporary configuration
/// in a temporary folder; your own configuration is neither read nor changed.
/// Without such an editor or a terminal, prints the example.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus try         open the example in your editor
  obelus try emacs   open it in Emacs"
)]
pub(super) struct Try {
    /// The editor to open
    #[arg(value_enum)]
    pub editor: Option<Editor>,
    /// More arguments for the editor
    #[arg(last = true, value_name = "ARGUMENT")]
    pub arguments: Vec<OsString>,
}

/// Explain a mistake by its code
///
/// Says what a code such as `dangling-reference` means, with an example, how to fix
/// the mistake, and how to configure the rule. Without a code, lists all codes.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus explain                      list all codes
  obelus explain dangling-reference   explain this code"
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

/// See whether Obelus is set up well
///
/// Shows which version this is and where it is, what is configured for a folder,
/// which of its files are records and why, which editors are installed and set up
/// for Obelus, and how to get a log. Editors are not started, but for their
/// version.
///
/// The exit status is 0 if everything is in order, 1 if something needs attention
/// (a line that begins with `!`), and 2 if something could not be read.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  obelus doctor           look at the folder you are in
  obelus doctor letters   look at the folder `letters`"
)]
pub(super) struct Doctor {
    /// A folder of records
    #[arg(default_value = ".", value_name = "PATH")]
    pub path: PathBuf,
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
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Annotations for a GitHub workflow
    Github,
    /// A page for a browser, in one file
    Html,
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
    /// One JSON array, with an object for each file
    Json,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` or `CLICOLOR=0` is set; always with `CLICOLOR_FORCE=1`
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
