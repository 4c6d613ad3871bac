//! What the command understands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  schema generate add_steps                     writes migrations/<time>_add_steps
  schema generate add_steps --online            in steps that let others read and write
  schema check                                  fails if a migration is missing
  schema migrate --database-url blog.sqlite
  schema sql --dialect postgres | psql blog

Exit codes: 0 all is well, 1 something is missing or failed, 2 the command was not understood";

/// Migrations from Rust structs.
#[derive(Debug, Parser)]
#[command(name = "schema", max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
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
    /// The database that is meant
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
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes the migration that is missing for the structs, and the snapshot
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
    Check,
    /// Prints the SQL that creates everything, or drops it
    Sql {
        /// Prints what drops everything
        #[arg(long)]
        drop: bool,
    },
    /// Takes the structs for what the migrations so far make: writes the snapshot only
    Adopt,
    /// Runs the migrations that the database has not had
    Migrate,
    /// Takes the last migration back
    Revert {
        /// Takes back so many
        #[arg(long, default_value_t = 1, conflicts_with = "all")]
        number: usize,
        /// Takes all back
        #[arg(long)]
        all: bool,
    },
    /// Says how the database differs from the structs, with the SQL that mends it
    ///
    /// The structs are created in a scratch database on the same server, which goes again.
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
    Verify,
    /// Finds rows whose polymorphic reference leads to a row that is not there, and fails if there are any
    Orphans {
        /// How many rows are named of each reference and each table that it leads to
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
    /// Lists the migrations, and which of them the database has had
    Status,
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
