//! A throw-away MariaDB.

use std::path::{Path, PathBuf};

use rustix::process::Signal;

use crate::failure::{Failure, Result};
use crate::interrupt::Interrupt;
use crate::machine::{Account, find_program};
use crate::server::{Blueprint, Server, prepare};

/// Nothing has to survive a crash, and no configuration of this machine counts.
const SETTINGS: [&str; 10] = [
    "--bind-address=127.0.0.1",
    "--socket=",
    "--skip-name-resolve",
    "--max-connections=200",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    "--skip-log-bin",
    "--innodb-flush-log-at-trx-commit=0",
    "--loose-innodb-flush-method=nosync",
    "--loose-innodb-doublewrite=0",
];

/// Creates the system tables in `folder` and starts a server on them.
pub(crate) fn start(
    folder: &Path,
    account: Option<Account>,
    interrupt: &Interrupt,
) -> Result<Server> {
    let data = folder.join("mariadb");

    let mut create = Account::command(account, &program("mariadb-install-db")?, folder);
    create.arg("--no-defaults").arg(option("datadir", &data));
    create.args([
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        "--skip-name-resolve",
    ]);
    prepare(
        "mariadb-install-db",
        &mut create,
        &folder.join("mariadb-install-db.log"),
        interrupt,
    )?;

    let server = program("mariadbd")?;
    let command = |port: u16| {
        let mut serve = Account::command(account, &server, folder);
        serve
            .arg("--no-defaults")
            .arg(option("datadir", &data))
            .arg(format!("--port={port}"));
        serve
            .arg(option("pid-file", &folder.join("mariadb.pid")))
            .args(SETTINGS);
        serve
    };
    let blueprint = Blueprint {
        name: "MariaDB",
        ready: ": ready for connections.",
        stop: Signal::TERM,
        log: folder.join("mariadb.log"),
        command: &command,
    };
    Server::start(&blueprint, interrupt)
}

/// What the tests connect to.
pub(crate) fn url(port: u16) -> String {
    format!("mysql://root@127.0.0.1:{port}/mysql")
}

fn program(name: &str) -> Result<PathBuf> {
    find_program(name).ok_or_else(|| {
        Failure::new(format!(
            "`{name}` is nowhere to be found; install `mariadb-server`"
        ))
    })
}

fn option(name: &str, value: &Path) -> String {
    format!("--{name}={}", value.display())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_url_names_user_port_and_database() {
        assert_eq!(super::url(3307), "mysql://root@127.0.0.1:3307/mysql");
    }
}
