//! The `schema` command, as a user calls it.

mod bad_input;
mod colors;
mod drift;
mod kill;
mod online;
mod process;
mod run;
mod stop;
mod wait;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use integration_tests::Outcome;
use schema_core::Schema;

/// The exit code, and what was said and complained.
fn schema<S: Schema>(arguments: &[&str]) -> Outcome<(u8, String, String)> {
    let arguments = std::iter::once("schema").chain(arguments.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = schema_cli::run::<S>(arguments.map(OsString::from), &mut out, &mut err);
    Ok((code, String::from_utf8(out)?, String::from_utf8(err)?))
}

/// The command in a folder of its own, on an SQLite file there.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Outcome<Place> {
        Ok(Place {
            folder: tempfile::tempdir()?,
        })
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Writes a migration by hand.
    fn write(&self, name: &str, up: &str) -> Outcome {
        let folder = Path::new(&self.path("migrations")).join(name);
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join("up.sql"), up)?)
    }

    /// Lets a migration run outside of a transaction.
    fn without_transaction(&self, name: &str) -> Outcome {
        let path = self.path(&format!("migrations/{name}/metadata.toml"));
        Ok(fs::write(path, "run_in_transaction = false\n")?)
    }

    /// The command on the database of a URL.
    fn run_at<S: Schema>(&self, url: &str, arguments: &[&str]) -> Outcome<(u8, String, String)> {
        let migrations = self.path("migrations");
        let mut all = arguments.to_vec();
        all.extend(["--migrations", &migrations, "--database-url", url]);
        schema::<S>(&all)
    }

    fn run<S: Schema>(&self, arguments: &[&str]) -> Outcome<(u8, String, String)> {
        self.run_at::<S>(&self.path("blog.sqlite"), arguments)
    }
}
