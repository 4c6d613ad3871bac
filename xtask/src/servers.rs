//! Both database servers and the folder that they live in.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, chown};
use std::panic::resume_unwind;
use std::thread;

use tempfile::TempDir;

use crate::console::say;
use crate::failure::{Context, Result};
use crate::interrupt::Interrupt;
use crate::machine::{Account, temporary_folder};
use crate::server::Server;
use crate::{mariadb, postgres};

/// A running PostgreSQL and MariaDB. Dropping the value stops both, then removes their files: the
/// order of the fields is the order in which they go.
#[derive(Debug)]
pub(crate) struct Servers {
    postgres: Server,
    mariadb: Server,
    _folder: TempDir,
}

impl Servers {
    /// Starts both at the same time.
    pub(crate) fn start(interrupt: &Interrupt) -> Result<Self> {
        let account = Account::for_servers()?;
        let folder = create_folder(account)?;
        let path = folder.path();
        let (postgres, mariadb) = thread::scope(|scope| {
            let mariadb = scope.spawn(|| mariadb::start(path, account, interrupt));
            let postgres = postgres::start(path, account, interrupt);
            (
                postgres,
                mariadb.join().unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        let servers = Self {
            postgres: postgres?,
            mariadb: mariadb?,
            _folder: folder,
        };
        say(format_args!(
            "started PostgreSQL on port {} and MariaDB on port {}",
            servers.postgres.port(),
            servers.mariadb.port(),
        ));
        Ok(servers)
    }

    /// How the tests find the servers.
    pub(crate) fn environment(&self) -> [(&'static str, String); 2] {
        [
            (
                "SCHEMA_TEST_POSTGRES_URL",
                postgres::url(self.postgres.port()),
            ),
            ("SCHEMA_TEST_MYSQL_URL", mariadb::url(self.mariadb.port())),
        ]
    }

    /// An error if one of them has ended by itself.
    pub(crate) fn check(&mut self) -> Result<()> {
        self.postgres.check()?;
        self.mariadb.check()
    }
}

fn create_folder(account: Option<Account>) -> Result<TempDir> {
    let parent = temporary_folder(account);
    let folder = tempfile::Builder::new()
        .prefix("schema-test-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(&parent);
    let folder = folder.cannot(format_args!("make a folder in {}", parent.display()))?;
    if let Some(account) = account {
        chown(folder.path(), Some(account.user), Some(account.group))
            .cannot(format_args!("give away {}", folder.path().display()))?;
    }
    Ok(folder)
}
