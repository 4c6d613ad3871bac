//! What this machine has: programs, libraries, accounts.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::geteuid;

use crate::failure::{Context, Failure, Result};

/// Where Debian keeps servers and administrators' tools, on no ordinary user's `PATH`.
const ADMINISTRATION_FOLDERS: [&str; 3] = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/// Where Debian keeps the programs of each PostgreSQL version.
const POSTGRES_FOLDERS: &str = "/usr/lib/postgresql";

/// The questions that decide what has to be installed.
pub(crate) trait Machine {
    fn has_program(&self, name: &str) -> bool;

    /// Whether `pkg-config` knows the library, which is how Diesel's build looks for it.
    fn has_library(&self, name: &str) -> bool;

    fn has_postgres_server(&self) -> bool;

    fn compiles_c(&self) -> bool;
}

/// The machine that xtask runs on.
pub(crate) struct ThisMachine;

impl Machine for ThisMachine {
    fn has_program(&self, name: &str) -> bool {
        find_program(name).is_some()
    }

    fn has_library(&self, name: &str) -> bool {
        succeeds(Command::new("pkg-config").args(["--exists", name]))
    }

    fn has_postgres_server(&self) -> bool {
        postgres_programs().is_some()
    }

    fn compiles_c(&self) -> bool {
        let child = silent(Command::new("cc").args(["-fsyntax-only", "-x", "c", "-"]))
            .stdin(Stdio::piped())
            .spawn();
        child.is_ok_and(|mut child| {
            let source = child.stdin.take();
            let written = source.is_some_and(|mut source| {
                source
                    .write_all(b"#include <stdio.h>\nint main(void) { return 0; }\n")
                    .is_ok()
            });
            child.wait().is_ok_and(|status| status.success()) && written
        })
    }
}

pub(crate) fn is_root() -> bool {
    geteuid().is_root()
}

/// Whether a command ends well; says nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    silent(command)
        .status()
        .is_ok_and(|status| status.success())
}

fn silent(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

/// The first program of that name on the `PATH` or in an administrators' folder.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    program_folders()
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

fn program_folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders
        .into_iter()
        .chain(ADMINISTRATION_FOLDERS.map(PathBuf::from))
}

fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// The folder of PostgreSQL's server programs: the one `pg_config` names, or else the newest.
pub(crate) fn postgres_programs() -> Option<PathBuf> {
    pg_config_folder()
        .into_iter()
        .chain(newest_first(subfolders(Path::new(POSTGRES_FOLDERS))))
        .chain(program_folders())
        .find(|folder| {
            ["initdb", "postgres"]
                .iter()
                .all(|name| is_program(&folder.join(name)))
        })
}

fn pg_config_folder() -> Option<PathBuf> {
    let output = Command::new("pg_config")
        .arg("--bindir")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let folder = String::from_utf8(output.stdout).ok()?;
    output
        .status
        .success()
        .then(|| PathBuf::from(folder.trim_end()))
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}

/// Version 16 before 9.6; what is no version comes last.
fn newest_first(mut versions: Vec<PathBuf>) -> impl Iterator<Item = PathBuf> {
    let number = |folder: &PathBuf| -> Vec<u32> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        name.split('.')
            .map_while(|part| part.parse().ok())
            .collect()
    };
    versions.sort_by_key(|folder| std::cmp::Reverse(number(folder)));
    versions.into_iter().map(|folder| folder.join("bin"))
}

/// A user and group that own servers and their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) user: u32,
    pub(crate) group: u32,
}

impl Account {
    /// The account the servers run under: PostgreSQL refuses to run as root. `None` stands for
    /// the current user.
    pub(crate) fn for_servers() -> Result<Option<Self>> {
        if !is_root() {
            return Ok(None);
        }
        let accounts = fs::read_to_string("/etc/passwd").cannot("read /etc/passwd")?;
        let account = ["postgres", "nobody"]
            .iter()
            .find_map(|name| find_account(&accounts, name));
        account.map(Some).ok_or_else(|| {
            Failure::new(
                "PostgreSQL refuses to run as root, and /etc/passwd has neither `postgres` nor \
                 `nobody`; run as an ordinary user",
            )
        })
    }

    /// A command of a server: under this account and with nothing of the user's environment.
    pub(crate) fn command(account: Option<Self>, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env(
                "PATH",
                env::join_paths(program_folders()).unwrap_or_else(|_| OsString::new()),
            )
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .current_dir(folder);
        if let Some(account) = account {
            command.uid(account.user).gid(account.group);
        }
        command
    }
}

/// Looks up a name in the text of `/etc/passwd`.
fn find_account(accounts: &str, name: &str) -> Option<Account> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let found = fields.next()? == name;
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        found.then_some(Account { user, group })
    })
}

/// Where temporary files go: another account must be able to enter each folder on the way.
pub(crate) fn temporary_folder(account: Option<Account>) -> PathBuf {
    let folder = env::temp_dir();
    if account.is_none() || everyone_can_enter(&folder) {
        folder
    } else {
        PathBuf::from("/tmp")
    }
}

fn everyone_can_enter(folder: &Path) -> bool {
    fs::canonicalize(folder).is_ok_and(|folder| {
        folder.ancestors().all(|folder| {
            fs::metadata(folder).is_ok_and(|folder| folder.permissions().mode() & 0o001 != 0)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0:root:/root:/bin/bash\n\
                        broken\n\
                        postgres-old:x:7:8::/:/bin/false\n\
                        postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(
            find_account(accounts, "postgres"),
            Some(Account {
                user: 101,
                group: 104
            })
        );
        assert_eq!(find_account(accounts, "nobody"), None);
    }

    #[test]
    fn the_newest_version_comes_first() {
        let versions = ["9.6", "other", "16", "15"].map(PathBuf::from).to_vec();
        let expected = ["16/bin", "15/bin", "9.6/bin", "other/bin"].map(PathBuf::from);
        assert_eq!(newest_first(versions).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_folder_in_a_private_one_is_closed_to_others() -> std::io::Result<()> {
        let private = tempfile::tempdir()?;
        fs::set_permissions(private.path(), fs::Permissions::from_mode(0o700))?;
        let inner = private.path().join("inner");
        fs::create_dir(&inner)?;
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755))?;
        assert!(!everyone_can_enter(&inner));
        assert!(everyone_can_enter(Path::new("/usr/bin")));
        Ok(())
    }
}
