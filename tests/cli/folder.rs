//! A folder of files to run the program in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

/// A record with two references, a page marker and two notes, nothing broken.
pub const SOUND: &str = "\
1. Letter from the Harbour Master to Miss Amory

The ferry came late again.1 I have told the pilot so, 
[Page 12] and told his brother.2 

  1. See Document 2.
  2. Not found.
";

/// The same with a reference that has no note between those that have one, and a bracket that is not closed.
pub const BROKEN: &str = "\
2. Letter from Miss Amory to the Harbour Master

The pilot’s dog.1 His brother’s dog.2 Both dogs are well.3 

You [sir know both.

  1. The pilot had two.
  3. See Document 1.
";

/// A folder that is removed in the end.
pub struct Folder(PathBuf);

/// What a run of the program left.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// An empty folder; `name` is the test's.
    pub fn new(name: &str) -> Self {
        Self::below(Path::new(env!("CARGO_TARGET_TMPDIR")), name)
    }

    /// An empty folder that is under no version control, as the one of the tests may be.
    pub fn outside(name: &str) -> Self {
        Self::below(&env::temp_dir(), &format!("obelus-{name}"))
    }

    fn below(folder: &Path, name: &str) -> Self {
        let path = folder.join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The folder with these files in it.
    pub fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Self::new(name);
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    /// Writes a file, and the folders it is in.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The whole path of what is in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The program, to be run in the folder, whatever the variables around the tests are.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_obelus"));
        command.args(args).current_dir(&self.0);
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "OBELUS_LOG", "RAYON_NUM_THREADS"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program in the folder, with `input` on its standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Where the arguments make no sense, the program ends without reading it.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().into()
    }

    /// Runs the program in the folder.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Runs `command`.
    pub fn of(command: &mut Command) -> Self {
        command.output().unwrap().into()
    }

    /// The JSON objects printed, one a line.
    pub fn lines(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The paths of the JSON objects printed, one a line, each once.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<_> = self.lines().iter().map(|line| line["path"].as_str().unwrap().to_owned()).collect();
        paths.dedup();
        paths
    }
}
