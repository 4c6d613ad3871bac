//! Inserts that see to it that what they reference is there, alone and against others who delete it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::SimpleConnection;
use diesel::insert_into;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use integration_tests::Outcome;
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use integration_tests::portable::media::*;
use schema_core::polymorphic::{CheckReferences, InsertCheckedError};
use schema_core::prelude::*;

use super::{Counter, comment, comments, post, video};

on_every_database!(a_missing_row_is_named_and_nothing_inserted, |connection| {
    prepare!(connection);
    let rows = [
        comment(11, Subject::Post(3)),
        comment(12, Subject::Film(50)),
        comment(13, Subject::Film(51)),
        comment(14, Subject::Film(50)),
    ];
    let error = rows.insert_checked(connection).expect_err("no such films");
    let InsertCheckedError::Missing(all) = &error else {
        panic!("{error:?}");
    };
    let [missing] = &**all else {
        panic!("{all:?}");
    };
    assert_eq!((missing.model, missing.field), ("Comment", "subject"));
    assert_eq!(missing.table.table, "video");
    assert_eq!(missing.keys, ["50", "51"]);
    assert_eq!(
        error.to_string(),
        "`Comment.subject` references no row of `video`: 50, 51"
    );
    let count: i64 = comment::table.count().get_result(connection)?;
    assert_eq!(count, 7);
    Ok(())
});

/// Where a link leads from.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "video")]
    Video(i32),
}

/// Where a link leads to.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    #[polymorphic(tag = "comment")]
    Comment(i32),
    #[polymorphic(tag = "post")]
    Post(i32),
}

/// References rows by two fields.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = link)]
pub struct Link {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub origin: Origin,
    #[diesel(embed)]
    #[polymorphic]
    pub goal: Option<Goal>,
}

schema_core::schema! {
    struct Links;
    all: [Link],
    external: [Post, Video, Comment],
}

on_every_database!(all_missing_rows_are_named, |connection| {
    prepare!(connection);
    connection.create_schema::<Links>()?;
    let link = |id, origin, goal| Link { id, origin, goal };
    let rows = [
        link(1, Origin::Video(8), Some(Goal::Post(7))),
        link(2, Origin::Post(9), None),
        link(3, Origin::Post(1), Some(Goal::Comment(1))),
        link(4, Origin::Video(1), Some(Goal::Comment(77))),
        link(5, Origin::Post(7), Some(Goal::Comment(76))),
        link(6, Origin::Post(9), Some(Goal::Comment(77))),
    ];
    let error = rows
        .insert_checked(connection)
        .expect_err("much is missing");
    let InsertCheckedError::Missing(missing) = &error else {
        panic!("{error:?}");
    };
    let named: Vec<(&str, &str, Vec<&str>)> = missing
        .iter()
        .map(|one| {
            let keys = one.keys.iter().map(String::as_str).collect();
            (one.field, one.table.table, keys)
        })
        .collect();
    let expected = [
        ("origin", "post", vec!["9", "7"]),
        ("origin", "video", vec!["8"]),
        ("goal", "comment", vec!["77", "76"]),
        ("goal", "post", vec!["7"]),
    ];
    assert_eq!(named, expected);
    assert_eq!(
        error.to_string(),
        "`Link.origin` references no row of `post`: 9, 7\n\
         `Link.origin` references no row of `video`: 8\n\
         `Link.goal` references no row of `comment`: 77, 76\n\
         `Link.goal` references no row of `post`: 7"
    );
    assert_eq!(link::table.count().get_result::<i64>(connection)?, 0);

    assert_eq!(rows[2..3].insert_checked(connection)?, 1);
    let error = rows[3].insert_checked(connection).expect_err("no comment");
    assert_eq!(
        error.to_string(),
        "`Link.goal` references no row of `comment`: 77"
    );
    Ok(())
});

on_every_database!(one_statement_for_each_table_that_occurs, |connection| {
    prepare!(connection);
    let rows: Vec<Comment> = (20..60)
        .map(|id| match id % 2 {
            0 => comment(id, Subject::Post(id % 3 + 1)),
            _ => comment(id, Subject::Film(id % 4 / 2 + 1)),
        })
        .collect();
    let counter = Arc::new(AtomicUsize::new(0));
    connection.set_instrumentation(Counter(Arc::clone(&counter)));
    connection.transaction(|connection| {
        let before = counter.load(Ordering::Relaxed);
        Comment::check_references(&rows, connection)?;
        assert_eq!(counter.load(Ordering::Relaxed) - before, 2);
        Ok::<_, InsertCheckedError>(())
    })?;
    assert_eq!(rows.insert_checked(connection)?, 40);
    assert_eq!(
        comment(60, Subject::Comment(59)).insert_checked(connection)?,
        1
    );
    let nothing = Entry {
        id: 1,
        subject: None,
    };
    assert_eq!(nothing.insert_checked(connection)?, 1);
    let nobody = Labelling {
        label_id: 1,
        labelled: Labelled::Video(9),
    };
    let error = nobody
        .insert_checked(connection)
        .expect_err("no such video");
    assert!(matches!(error, InsertCheckedError::Missing(_)), "{error:?}");
    let arc = Attachment {
        id: 1,
        owner: AttachmentOwner::Post(9),
        name: String::new(),
    };
    let error = arc.insert_checked(connection).expect_err("no such post");
    assert!(matches!(error, InsertCheckedError::Missing(_)), "{error:?}");
    Ok(())
});

/// How many times each of two threads inserts, and deletes what is referenced.
const ROUNDS: i32 = 1500;

/// Inserts comments on posts that another thread deletes with their comments, all the time. Whatever
/// comes first, no comment is left without its post.
macro_rules! race {
    ($connect:expr) => {{
        let inserted = std::thread::scope(|scope| -> Outcome<usize> {
            let writers: Vec<_> = (0..2)
                .map(|writer| {
                    let connect = &$connect;
                    scope.spawn(move || -> Outcome<usize> {
                        let mut connection = connect()?;
                        let mut inserted = 0;
                        for round in 0..ROUNDS {
                            let id = writer * ROUNDS + round;
                            let row = comment(id, Subject::Post(round % 3));
                            match row.insert_checked(&mut connection) {
                                Ok(_) => inserted += 1,
                                Err(InsertCheckedError::Missing(_)) => {}
                                Err(InsertCheckedError::Database(error)) => retriable(error)?,
                            }
                        }
                        Ok(inserted)
                    })
                })
                .collect();
            let mut connection = $connect()?;
            for round in 0..ROUNDS {
                let id = round % 3;
                let result = connection.transaction(|connection| {
                    diesel::delete(post::table.find(id)).execute(connection)?;
                    let on_it = comment::table
                        .filter(comment::subject_type.eq(SubjectKind::Post))
                        .filter(comment::subject_id.eq(id));
                    diesel::delete(on_it).execute(connection)
                });
                result.map(|_| ()).or_else(retriable)?;
                let again = diesel::insert_into(post::table)
                    .values(post(id))
                    .execute(&mut connection);
                again.map(|_| ()).or_else(retriable)?;
            }
            let mut inserted = 0;
            for writer in writers {
                inserted += writer.join().map_err(|_| "a writer panicked")??;
            }
            Ok(inserted)
        })?;
        assert!(inserted > 0, "somebody inserted something");
        let left = Comment::query()
            .with(Comment::subject())
            .load(&mut $connect()?)?;
        for comment in &left {
            let is_missing = matches!(comment.subject(), SubjectRow::Missing(_));
            assert!(!is_missing, "{:?} has no post", **comment);
        }
    }};
}

/// What another transaction can do to one: it stops, and nothing has happened.
fn retriable(error: Error) -> Outcome {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation,
            _,
        ) => Ok(()),
        error => {
            let text = error.to_string();
            let expected = ["locked", "Deadlock", "deadlock", "Record has changed"];
            match expected.iter().any(|one| text.contains(one)) {
                true => Ok(()),
                false => Err(text.into()),
            }
        }
    }
}

#[test]
fn nobody_is_orphaned_by_a_race_on_sqlite() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("race.sqlite");
    let path = path.to_str().ok_or("a path in UTF-8")?;
    let connect = || -> Outcome<SqliteConnection> {
        let mut connection = SqliteConnection::establish(path)?;
        connection.batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 5000",
        )?;
        Ok(connection)
    };
    connect()?.create_schema::<Media>()?;
    race!(connect);
    Ok(())
}

#[cfg(feature = "postgres")]
#[test]
fn nobody_is_orphaned_by_a_race_on_postgres() -> Outcome {
    use integration_tests::database::{Database, Postgres};
    let Some(mut database) = Postgres::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("a server has a URL")?.to_owned();
    database.connection()?.create_schema::<Media>()?;
    let connect = || -> Outcome<PgConnection> { Ok(PgConnection::establish(&url)?) };
    race!(connect);
    Ok(())
}

#[cfg(feature = "mysql")]
#[test]
fn nobody_is_orphaned_by_a_race_on_mysql() -> Outcome {
    use integration_tests::database::{Database, Mysql};
    let Some(mut database) = Mysql::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("a server has a URL")?.to_owned();
    database.connection()?.create_schema::<Media>()?;
    let connect = || -> Outcome<MysqlConnection> { Ok(MysqlConnection::establish(&url)?) };
    race!(connect);
    Ok(())
}
