//! A throw-away PostgreSQL.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use crate::failure::{Failure, Result};
use crate::interrupt::Interrupt;
use crate::machine::{Account, postgres_programs};
use crate::server::{Blueprint, Server, prepare};

/// Nothing has to survive a crash, and nothing but the tests works on the tables.
const SETTINGS: [&str; 8] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "timezone=UTC",
];

/// Creates a cluster in `folder` and starts a server on it.
pub(crate) fn start(
    folder: &Path,
    account: Option<Account>,
    interrupt: &Interrupt,
) -> Result<Server> {
    let programs = postgres_programs().ok_or_else(|| {
        Failure::new("`initdb` and `postgres` are nowhere to be found; install `postgresql`")
    })?;
    let data = folder.join("postgres");

    let mut create = Account::command(account, &programs.join("initdb"), folder);
    create.arg("--pgdata").arg(&data);
    create.args([
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
    ]);
    prepare("initdb", &mut create, &folder.join("initdb.log"), interrupt)?;
    ask_for_password(&data.join("pg_hba.conf"))?;

    let command = |port: u16| {
        let mut serve = Account::command(account, &programs.join("postgres"), folder);
        serve.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        serve.args(SETTINGS.iter().flat_map(|setting| ["-c", *setting]));
        serve
    };
    let blueprint = Blueprint {
        name: "PostgreSQL",
        ready: "database system is ready to accept connections",
        stop: Signal::INT,
        log: folder.join("postgres.log"),
        command: &command,
    };
    Server::start(&blueprint, interrupt)
}

/// One user needs a password, for the tests of what is said of a wrong one.
fn ask_for_password(rules: &Path) -> Result<()> {
    let failed = |error| Failure::new(format!("`{}`: {error}", rules.display()));
    let others = fs::read_to_string(rules).map_err(failed)?;
    let rule = "host all with_password all scram-sha-256\n";
    // The first rule that fits is the one that counts.
    fs::write(rules, format!("{rule}{others}")).map_err(failed)
}

/// What the tests connect to.
pub(crate) fn url(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/postgres")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_url_names_user_port_and_database() {
        assert_eq!(
            super::url(5433),
            "postgres://postgres@127.0.0.1:5433/postgres"
        );
    }
}
