//! A test that a user writes in one line.

use std::ffi::OsString;
use std::io::Write as _;

use schema_core::Schema;

/// A test that the structs, the snapshot and the migrations in a folder of the crate agree. A failure has
/// the SQL that is missing.
///
/// ```
/// # use schema_core::definition;
/// # struct Blog;
/// # impl schema_core::Schema for Blog {
/// #     const SCHEMA: &'static definition::Schema = &definition::Schema {
/// #         name: "Blog", comment: "", domains: &[], external: &[], shared: &[], allow: &[],
/// #     };
/// # }
/// schema_cli::migrations_test!(Blog, "migrations");
/// ```
///
/// Migrations of SQLite run on a database in memory, if the feature `sqlite` is on. Those of PostgreSQL
/// and MySQL run on scratch databases of the server at `DATABASE_URL`, if there is one; without it the
/// structs are compared with the snapshot alone, and the test says so.
#[macro_export]
macro_rules! migrations_test {
    ($schema:ty, $folder:expr) => {
        #[test]
        fn migrations_make_what_the_structs_say() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder);
            if let Err(failure) = $crate::check_migrations::<$schema>(folder) {
                panic!("{failure}");
            }
        }
    };
}

/// What [`migrations_test!`](crate::migrations_test) runs.
///
/// # Errors
/// What does not agree, in words, with the SQL that is missing.
pub fn check_migrations<S: Schema>(folder: &str) -> Result<(), String> {
    let run = |given: &[&str]| -> Result<(), String> {
        let arguments = ["schema", "--migrations", folder].into_iter();
        let arguments = arguments.chain(given.iter().copied());
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = crate::run::<S>(arguments.map(OsString::from), &mut out, &mut err);
        match code {
            0 => Ok(()),
            _ => Err(String::from_utf8_lossy(&[err, out].concat()).into_owned()),
        }
    };
    run(&["check"])?;
    let snapshot = schema_migrate::SqlSchema::read_snapshot(folder.as_ref());
    let dialect = snapshot
        .map_err(|error| error.to_string())?
        .map(|schema| schema.dialect);
    let url = std::env::var("DATABASE_URL").ok();
    match (dialect, url) {
        (None, _) => Ok(()),
        (Some(schema_migrate::Dialect::Sqlite), _) if cfg!(feature = "sqlite") => {
            run(&["verify", "--database-url", ":memory:"])
        }
        (Some(dialect), Some(url)) if crate::url::dialect(&url).is_ok_and(|of| of == dialect) => {
            run(&["verify", "--database-url", &url])
        }
        (Some(dialect), _) => {
            // `println!` would be captured by the test harness.
            let said = writeln!(
                std::io::stderr(),
                "left out: running the migrations (DATABASE_URL names no server of {dialect})"
            );
            said.map_err(|error| error.to_string())
        }
    }
}
