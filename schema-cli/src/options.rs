//! What the command understands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::colors::When;
use crate::see::See;

const ORPHANS: &str = "\
Examples:
  schema orphans --database-url blog.sqlite            exits with 1 if there are any
  schema orphans --limit 100 --json

Exit codes: 0 every reference leads to a row, 1 some lead nowhere";

const EXAMPLES: &str = "\
Examples:
  schema generate add_steps                     writes migrations/<time>_add_steps
  schema generate add_steps --online            in steps that let others read and write
  schema check                                  fails if a migration is missing
  schema migrate --database-url blog.sqlite
  schema sql --dialect postgres | psql blog
  schema tree users                             what hangs off a table

Exit codes: 0 all is well, 1 something is missing, differs or failed, 2 the command was not understood";

const GENERATE: &str = "\
Examples:
  schema generate add_steps
  schema generate create_blog --dialect sqlite  the first one says for which database
  schema generate drop_drafts --allow-destructive
  schema generate add_steps --online --lock-timeout 2

Exit codes: 0 it is written, or nothing is missing, 1 it was refused or failed";

const CHECK: &str = "\
Examples:
  schema check
  schema check --json | jq -r .up

Exit codes: 0 the migrations make what the structs say, 1 one is missing";

const SQL: &str = "\
Examples:
  schema sql --dialect sqlite | sqlite3 blog.sqlite
  schema sql --drop > drop.sql

Exit codes: 0 it is printed, 1 the database cannot express the structs";

const ADOPT: &str = "\
Examples:
  schema adopt --dialect postgres               then `schema verify` compares both

Exit codes: 0 the snapshot is written, 1 it could not be";

const MIGRATE: &str = "\
Examples:
  schema migrate --database-url postgres://me@localhost/blog
  DATABASE_URL=blog.sqlite schema migrate
  schema migrate --continue-at 3                behind the two statements that are done
  schema migrate --lock-retries 20              on a database in use

A migration that is killed or fails leaves nothing on PostgreSQL and SQLite. On MySQL, which commits each
statement, and where a migration has no transaction, it is noted in which statement it stopped: the next
`schema migrate` says so, and `schema status` does.

A migration that PostgreSQL ends because a lock is not free (`lock_timeout`) has changed nothing, and runs
again when some time has passed.

Exit codes: 0 the database has had every migration, 1 one stopped, or was interrupted before";

const REVERT: &str = "\
Examples:
  schema revert --database-url blog.sqlite
  schema revert --number 2
  schema revert --all

Exit codes: 0 they are taken back, 1 there was none, or one stopped";

const DIFF: &str = "\
Examples:
  schema diff --database-url blog.sqlite
  schema diff --all --json | jq -r .others[]

Exit codes: 0 the database is what the structs say, 1 it differs";

const VERIFY: &str = "\
Examples:
  schema verify --database-url :memory:
  schema verify --database-url mysql://root@localhost/blog

Exit codes: 0 they agree, 1 they differ, or a migration stopped";

const STATUS: &str = "\
Examples:
  schema status --database-url blog.sqlite
  schema status --json | jq -r '.[] | select(.applied | not) | .migration'

Exit codes: 0 the database has had every migration, 1 it has not, one was interrupted, or a folder is gone";

/// Migrations from Rust structs.
#[derive(Debug, Parser)]
#[command(name = "schema", max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

impl Options {
    /// Reads the arguments; the error has what is wrong with them, or the help that they ask for.
    pub(crate) fn read(arguments: &[OsString]) -> Result<Options, clap::Error> {
        let options = Options::try_parse_from(arguments)?;
        match &options.command {
            Command::See(see) if options.common.json => match see.without_json() {
                Some((command, fix)) => Err(no_json(command, fix)),
                None => Ok(options),
            },
            _ => Ok(options),
        }
    }
}

/// `--json` belongs to all commands, so clap does not know of those that it is no use to.
fn no_json(name: &str, fix: &str) -> clap::Error {
    let message = format!("`schema {name}` does not answer in JSON: {fix}");
    let mut command = Options::command();
    command.build();
    match command.find_subcommand_mut(name) {
        Some(subcommand) => subcommand.error(ErrorKind::ArgumentConflict, message),
        None => command.error(ErrorKind::ArgumentConflict, message),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The folder of migrations
    #[arg(
        long,
        global = true,
        default_value = "migrations",
        value_name = "FOLDER"
    )]
    pub(crate) migrations: PathBuf,
    /// The database that the SQL is for [default: that of the snapshot, or of the URL]
    #[arg(long, global = true)]
    pub(crate) dialect: Option<Dialect>,
    /// The database that is meant: `postgres://…`, `mysql://…`, or the path of an SQLite file
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub(crate) database_url: Option<String>,
    /// Answers in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// When answers have colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

#[derive(Debug, Args)]
pub(crate) struct Waiting {
    /// How often a migration runs again that waited for a lock in vain, after pauses of 2, 4, 8, 16, then
    /// 30 seconds (PostgreSQL)
    #[arg(long, default_value_t = 5, value_name = "NUMBER")]
    pub(crate) lock_retries: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes the migration that is missing for the structs, and the snapshot
    #[command(after_help = GENERATE)]
    Generate {
        /// What the migration does: lower-case letters, digits and `_`
        name: String,
        /// The version of the migration [default: the time]
        #[arg(long)]
        version: Option<String>,
        /// Writes it even if it destroys data
        #[arg(long)]
        allow_destructive: bool,
        /// Lets others read and write while it runs, in several migrations if need be (PostgreSQL)
        #[arg(long)]
        online: bool,
        /// For how many seconds each of them waits for a lock
        #[arg(long, requires = "online", default_value_t = 5, value_name = "SECONDS")]
        lock_timeout: u32,
    },
    /// Fails, with the SQL, if a migration is missing for the structs
    #[command(after_help = CHECK)]
    Check,
    /// Prints the SQL that creates everything, or drops it
    #[command(after_help = SQL)]
    Sql {
        /// Prints what drops everything
        #[arg(long)]
        drop: bool,
    },
    /// Takes the structs for what the migrations so far make: writes the snapshot only
    #[command(after_help = ADOPT)]
    Adopt,
    /// Runs the migrations that the database has not had
    #[command(after_help = MIGRATE)]
    Migrate {
        /// Goes on with the statement of this number in the migration that was interrupted
        #[arg(long, value_name = "STATEMENT")]
        continue_at: Option<usize>,
        #[command(flatten)]
        waiting: Waiting,
    },
    /// Takes the last migration back
    #[command(after_help = REVERT)]
    Revert {
        /// Takes back so many
        #[arg(long, default_value_t = 1, conflicts_with = "all")]
        number: usize,
        /// Takes all back
        #[arg(long)]
        all: bool,
        /// Goes on with the statement of this number in `down.sql` of the migration that was interrupted
        #[arg(long, value_name = "STATEMENT")]
        continue_at: Option<usize>,
        #[command(flatten)]
        waiting: Waiting,
    },
    /// Says how the database differs from the structs, with the SQL that mends it
    ///
    /// The structs are created in a scratch database on the same server, which goes again.
    #[command(after_help = DIFF)]
    Diff {
        /// Lists what no model declares, too: other tables, views, triggers…
        #[arg(long)]
        all: bool,
        /// Prints the SQL in the other direction
        #[arg(long)]
        reverse: bool,
    },
    /// Runs all migrations on a scratch database, compares it with the structs, and takes all back
    ///
    /// The URL says on which server; for SQLite the database is in memory.
    #[command(after_help = VERIFY)]
    Verify,
    /// Finds rows whose polymorphic reference leads to a row that is not there, and fails if there are any
    #[command(after_help = ORPHANS)]
    Orphans {
        /// How many rows are named of each reference and each table that it leads to
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
    /// Lists the migrations, and which of them the database has had
    #[command(after_help = STATUS)]
    Status,
    #[command(flatten)]
    See(See),
}

/// A database, as it is called on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dialect {
    /// PostgreSQL
    Postgres,
    /// SQLite
    Sqlite,
    /// MySQL or MariaDB
    Mysql,
}

impl From<Dialect> for schema_migrate::Dialect {
    fn from(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgres => schema_migrate::Dialect::Postgres,
            Dialect::Sqlite => schema_migrate::Dialect::Sqlite,
            Dialect::Mysql => schema_migrate::Dialect::Mysql,
        }
    }
}
