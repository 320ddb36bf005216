//! The `obelus` program: parses the command line, runs one command.

fn main() {}
