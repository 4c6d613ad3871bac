//! Scratch databases: empty ones, beside the one that is meant, which go again.

use diesel::{Connection, QueryResult};

use crate::error::CommandError;

/// An empty database, and what drops it.
pub(crate) struct Scratch<C> {
    pub(crate) connection: Option<C>,
    drop: Option<Box<dyn FnOnce() -> QueryResult<()>>>,
}

impl<C> Drop for Scratch<C> {
    fn drop(&mut self) {
        self.connection = None;
        if let Some(drop) = self.drop.take() {
            // What cannot be dropped stays: its name says what it is.
            let _ = drop();
        }
    }
}

impl<C> Scratch<C> {
    pub(crate) fn connection(&mut self) -> Result<&mut C, CommandError> {
        let connection = self.connection.as_mut();
        connection.ok_or_else(|| CommandError::Scratch("it is closed".to_owned()))
    }
}

/// A database in memory.
#[cfg(feature = "sqlite")]
pub(crate) fn sqlite() -> Result<Scratch<diesel::SqliteConnection>, CommandError> {
    Ok(Scratch {
        connection: Some(crate::database::connect(":memory:", ":memory:")?),
        drop: None,
    })
}

/// A database on the same server.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn on_server<C: Connection + 'static>(
    mut server: C,
    url: &str,
    quote: char,
) -> Result<Scratch<C>, CommandError> {
    use std::sync::atomic::{AtomicU32, Ordering};

    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("schema_scratch_{}_{number}", std::process::id());
    let quoted = format!("{quote}{name}{quote}");
    let created = server.batch_execute(&match quote {
        // A new database has the character set of the server, and not that of the other one.
        '`' => format!(
            "SET @create_scratch = CONCAT('CREATE DATABASE {quoted} CHARACTER SET ', \
             @@character_set_database, ' COLLATE ', @@collation_database); \
             PREPARE create_scratch FROM @create_scratch; EXECUTE create_scratch; \
             DEALLOCATE PREPARE create_scratch"
        ),
        _ => format!("CREATE DATABASE {quoted}"),
    });
    created.map_err(|error| {
        CommandError::Scratch(format!("{error}; let the user create databases"))
    })?;
    // From here on the database goes, whatever happens.
    let mut scratch = Scratch {
        connection: None,
        drop: Some(Box::new(move || {
            server.batch_execute(&format!("DROP DATABASE {quoted}"))
        })),
    };
    let url = with_database(url, &name);
    scratch.connection = Some(crate::database::connect(&url, &url)?);
    Ok(scratch)
}

/// The URL of another database on the same server.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn with_database(url: &str, name: &str) -> String {
    let (place, parameters) = match url.split_once('?') {
        Some((place, parameters)) => (place, format!("?{parameters}")),
        None => (url, String::new()),
    };
    let start = place.find("://").map_or(0, |position| position + 3);
    let server = match place[start..].find('/') {
        Some(end) => &place[..start + end],
        None => place,
    };
    format!("{server}/{name}{parameters}")
}

#[cfg(all(test, any(feature = "postgres", feature = "mysql")))]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_changes() {
        assert_eq!(with_database("mysql://a:b@c:1/d", "e"), "mysql://a:b@c:1/e");
        assert_eq!(
            with_database("postgres://c/d?x=/y", "e"),
            "postgres://c/e?x=/y"
        );
        assert_eq!(with_database("postgres://c", "e"), "postgres://c/e");
    }
}
