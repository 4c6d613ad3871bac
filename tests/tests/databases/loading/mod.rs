//! Relations of every kind, loaded from real rows and compared with what a loop over all rows finds.

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::insert_into;
use diesel::prelude::*;
use diesel::result::Error;
use integration_tests::database::TestConnection;
use integration_tests::external::{Addon, Badge, BadgeKind, badge};
use integration_tests::on_every_database;
use integration_tests::portable::fellows::*;
use integration_tests::portable::keys::*;
use integration_tests::portable::library::*;
use integration_tests::portable::values::{Color, Severity, ThingId};
use integration_tests::research_rows::ResearchRows;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use research::Research;
use research::auth::User;
use research::data::ADA;
use research::research::{PlanStatus, research_plan};
use schema_core::MissingParent;
use schema_core::prelude::*;
use schema_migrate::Dialect;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Inserts rows, parents first.
macro_rules! insert_all {
    ($connection:ident, $holdings:expr) => {{
        let holdings: &Holdings = $holdings;
        for row in &holdings.authors {
            insert_into(author::table)
                .values(row)
                .execute($connection)?;
        }
        for row in &holdings.passports {
            insert_into(passport::table)
                .values(row)
                .execute($connection)?;
        }
        for row in &holdings.volumes {
            insert_into(volume::table)
                .values(row)
                .execute($connection)?;
        }
        for row in &holdings.sections {
            insert_into(section::table)
                .values(row)
                .execute($connection)?;
        }
        for row in &holdings.remarks {
            insert_into(remark::table)
                .values(row)
                .execute($connection)?;
        }
        for row in &holdings.genres {
            insert_into(genre::table).values(row).execute($connection)?;
        }
        for row in &holdings.volume_genres {
            insert_into(volume_genre::table)
                .values(row)
                .execute($connection)?;
        }
    }};
}

mod json;
mod junctions;
mod keys;
mod pools;
mod queries;

/// Rows of every table.
fn example() -> Holdings {
    let numbers: Vec<u32> = (0..160_u32)
        .map(|n| n.wrapping_mul(2_654_435_761) >> 7)
        .collect();
    let holdings = Holdings::of(&numbers);
    assert!(!holdings.passports.is_empty() && !holdings.remarks.is_empty());
    assert!(holdings.volume_genres.len() > holdings.genres.len());
    holdings
}

/// Counts statements.
struct Counter(Arc<AtomicUsize>);

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Counts the statements of a connection from here on.
fn count(connection: &mut impl Connection) -> Arc<AtomicUsize> {
    let counter = Arc::new(AtomicUsize::new(0));
    connection.set_instrumentation(Counter(Arc::clone(&counter)));
    counter
}

/// The rows that fulfil a condition, sorted by what tells them apart.
fn those<T: Clone, K: Ord>(rows: &[T], is: impl Fn(&T) -> bool, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut rows: Vec<T> = rows.iter().filter(|row| is(row)).cloned().collect();
    rows.sort_by_key(|row| key(row));
    rows
}

/// Compares every relation of every row with the rows that were inserted.
macro_rules! assert_relations {
    ($connection:ident, $holdings:expr) => {{
        let holdings: &Holdings = $holdings;
        let authors = author::table
            .order(author::id)
            .with(Author::mentor())
            .with(Author::students().order(author::id))
            .with(Author::passport())
            .with(Author::written().order(volume::id).with(Volume::editor()))
            .with(Author::edited().order(volume::id.desc()))
            .with(Author::written().count())
            .load($connection)?;
        assert_eq!(authors.len(), holdings.authors.len());
        for author in &authors {
            let students = those(
                &holdings.authors,
                |s| s.mentor_id == Some(author.id),
                |s| s.id,
            );
            let loaded: Vec<Author> = author.students().iter().map(|s| (**s).clone()).collect();
            assert_eq!(loaded, students);
            let mentor = holdings
                .authors
                .iter()
                .find(|m| Some(m.id) == author.mentor_id);
            assert_eq!(author.mentor().map(|mentor| &**mentor), mentor);
            let passport = holdings.passports.iter().find(|p| p.author_id == author.id);
            assert_eq!(author.passport().map(|passport| &**passport), passport);
            let written = those(
                &holdings.volumes,
                |v| v.author_id == author.id,
                |v| v.id.clone(),
            );
            let loaded: Vec<Volume> = author.written().iter().map(|v| (**v).clone()).collect();
            assert_eq!(loaded, written);
            assert_eq!(author.written_count(), i64::try_from(written.len())?);
            for volume in author.written() {
                assert_eq!(volume.editor().map(|e| e.id), volume.editor_id);
            }
            let mut edited = those(
                &holdings.volumes,
                |v| v.editor_id == Some(author.id),
                |v| v.id.clone(),
            );
            edited.reverse();
            let loaded: Vec<Volume> = author.edited().iter().map(|v| (**v).clone()).collect();
            assert_eq!(loaded, edited);
        }
        let volumes = volume::table
            .with(Volume::author())
            .with(
                Volume::genres()
                    .order(genre::id)
                    .with(Genre::volumes().order(volume::id)),
            )
            .with(Volume::genres().count())
            .with(
                Volume::sections()
                    .order(section::number)
                    .with(Section::remarks().order(remark::id).with(Remark::section())),
            )
            .load($connection)?;
        for volume in &volumes {
            assert_eq!(volume.author().id, volume.author_id);
            let links = |genre: &Genre| {
                let mut links = holdings.volume_genres.iter();
                links.any(|link| link.volume_id == volume.id && link.genre_id == genre.id)
            };
            let genres = those(&holdings.genres, links, |g| g.id);
            let loaded: Vec<Genre> = volume.genres().iter().map(|g| (**g).clone()).collect();
            assert_eq!(loaded, genres);
            assert_eq!(volume.genres_count(), i64::try_from(genres.len())?);
            for genre in volume.genres() {
                let back = holdings
                    .volume_genres
                    .iter()
                    .filter(|g| g.genre_id == genre.id);
                assert_eq!(genre.volumes().len(), back.count());
                assert!(genre.volumes().iter().any(|other| other.id == volume.id));
            }
            let sections = those(
                &holdings.sections,
                |s| s.volume_id == volume.id,
                |s| s.number,
            );
            let loaded: Vec<Section> = volume.sections().iter().map(|s| (**s).clone()).collect();
            assert_eq!(loaded, sections);
            for section in volume.sections() {
                let is_of = |remark: &Remark| {
                    remark.volume_id == section.volume_id
                        && remark.section_number == Some(section.number)
                };
                let remarks = those(&holdings.remarks, is_of, |r| r.id);
                let loaded: Vec<Remark> = section.remarks().iter().map(|r| (**r).clone()).collect();
                assert_eq!(loaded, remarks);
                for remark in section.remarks() {
                    assert_eq!(remark.section().map(|s| &**s), Some(&**section));
                }
            }
        }
        let remarks = remark::table.with(Remark::section()).load($connection)?;
        for remark in &remarks {
            assert_eq!(remark.section().map(|s| s.number), remark.section_number);
        }
    }};
}

on_every_database!(relations_of_every_kind, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    assert_relations!(connection, &holdings);
    Ok(())
});

on_every_database!(whatever_the_rows_are, |connection| {
    connection.create_schema::<Library>()?;
    let config = Config {
        cases: 12,
        failure_persistence: None,
        ..Config::default()
    };
    let numbers = proptest::collection::vec(any::<u32>(), 0..60);
    let connection = RefCell::new(connection);
    TestRunner::new(config).run(&numbers, |numbers| {
        let holdings = Holdings::of(&numbers);
        let mut connection = connection.borrow_mut();
        let result: integration_tests::Outcome = connection.transaction(|connection| {
            insert_all!(connection, &holdings);
            assert_relations!(connection, &holdings);
            Err(Error::RollbackTransaction.into())
        });
        match result {
            Err(error) if matches!(error.downcast_ref(), Some(Error::RollbackTransaction)) => {
                Ok(())
            }
            other => Err(TestCaseError::fail(format!("{other:?}"))),
        }
    })?;
    Ok(())
});

on_every_database!(one_statement_for_each_relation_and_level, |connection| {
    connection.create_schema::<Library>()?;
    insert_all!(connection, &example());
    let counter = count(connection);
    let authors = author::table
        .with(
            Author::written()
                .with(Volume::sections().with(Section::remarks()))
                .with(Volume::genres()),
        )
        .with(Author::students().count())
        .load(connection)?;
    assert!(authors.len() > 5);
    assert_eq!(counter.swap(0, Ordering::Relaxed), 6);

    let nobody = author::table
        .filter(author::id.lt(0))
        .with(Author::written().with(Volume::genres()))
        .load(connection)?;
    assert!(nobody.is_empty());
    assert_eq!(counter.swap(0, Ordering::Relaxed), 1);

    // No passport, so nothing is asked of the authors.
    let passports = passport::table
        .filter(passport::id.lt(0))
        .with(Passport::author())
        .load(connection)?;
    assert!(passports.is_empty());
    assert_eq!(counter.swap(0, Ordering::Relaxed), 1);
    Ok(())
});

on_every_database!(conditions_by_related_rows, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let ids = |rows: &[&Author]| {
        let mut ids: Vec<i32> = rows.iter().map(|author| author.id).collect();
        ids.sort_unstable();
        ids
    };
    let has_students = |author: &Author| {
        holdings
            .authors
            .iter()
            .any(|student| student.mentor_id == Some(author.id))
    };
    let (with, without): (Vec<&Author>, Vec<&Author>) = holdings
        .authors
        .iter()
        .partition(|author| has_students(author));
    let load = author::table.select(author::id).order(author::id);
    assert_eq!(
        load.filter(Author::students().any())
            .load::<i32>(connection)?,
        ids(&with)
    );
    assert_eq!(
        load.filter(Author::students().none())
            .load::<i32>(connection)?,
        ids(&without)
    );
    assert_eq!(
        load.filter(diesel::dsl::not(Author::students().any()))
            .load::<i32>(connection)?,
        ids(&without)
    );
    let free: Vec<&Author> = holdings
        .authors
        .iter()
        .filter(|author| author.mentor_id.is_none())
        .collect();
    assert_eq!(
        load.filter(Author::mentor().none())
            .load::<i32>(connection)?,
        ids(&free)
    );
    let cheap = load
        .filter(Author::written().filter(volume::price.eq(0)).any())
        .load::<i32>(connection)?;
    let writes = |author: &&Author| {
        holdings
            .volumes
            .iter()
            .any(|v| v.author_id == author.id && v.price == 0)
    };
    let expected: Vec<&Author> = holdings.authors.iter().filter(writes).collect();
    assert_eq!(cheap, ids(&expected));

    let nested = load
        .filter(
            Author::written()
                .filter(Volume::genres().filter(genre::name.like("genre %")).any())
                .any(),
        )
        .load::<i32>(connection)?;
    let has_genre = |author: &&Author| {
        let mut volumes = holdings.volumes.iter().filter(|v| v.author_id == author.id);
        volumes.any(|v| holdings.volume_genres.iter().any(|g| g.volume_id == v.id))
    };
    let expected: Vec<&Author> = holdings.authors.iter().filter(has_genre).collect();
    assert_eq!(nested, ids(&expected));
    Ok(())
});

on_every_database!(some_rows_for_each_parent, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let authors = author::table
        .with(
            Author::written()
                .order(volume::price.desc())
                .filter(volume::price.gt(0))
                .offset(1)
                .limit(2),
        )
        .with(Author::students().limit(1))
        .load(connection)?;
    let mut is_cut = false;
    for author in &authors {
        // Equal prices are told apart by the primary key.
        let mut written = those(
            &holdings.volumes,
            |v| v.author_id == author.id && v.price > 0,
            |v| (-v.price, v.id.clone()),
        );
        is_cut |= written.len() > 3;
        let expected: Vec<Volume> = written.drain(..).skip(1).take(2).collect();
        let loaded: Vec<Volume> = author.written().iter().map(|v| (**v).clone()).collect();
        assert_eq!(loaded, expected);
        let students = those(
            &holdings.authors,
            |s| s.mentor_id == Some(author.id),
            |s| s.id,
        );
        let loaded: Vec<i32> = author.students().iter().map(|s| s.id).collect();
        let expected: Vec<i32> = students.iter().take(1).map(|s| s.id).collect();
        assert_eq!(loaded, expected);
    }
    assert!(is_cut, "some author has more");
    let volumes = volume::table
        .with(Volume::genres().order(genre::id.desc()).limit(1))
        .load(connection)?;
    for volume in &volumes {
        let links = holdings
            .volume_genres
            .iter()
            .filter(|link| link.volume_id == volume.id);
        let last = links.map(|link| link.genre_id).max();
        assert_eq!(volume.genres().first().map(|genre| genre.id), last);
        assert!(volume.genres().len() <= 1);
    }
    Ok(())
});

on_every_database!(
    a_parent_that_comes_twice_has_its_children_each_time,
    |connection| {
        connection.create_schema::<Library>()?;
        insert_all!(connection, &example());
        let authors = author::table
            .inner_join(volume::table.on(volume::author_id.eq(author::id)))
            .select(Author::as_select())
            .with(Author::written())
            .load(connection)?;
        assert!(authors.len() > 3);
        for author in &authors {
            assert!(
                author
                    .written()
                    .iter()
                    .all(|volume| volume.author_id == author.id)
            );
            let same = authors.iter().filter(|other| other.id == author.id).count();
            assert_eq!(author.written().len(), same);
        }
        Ok(())
    }
);

on_every_database!(rows_in_hand, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let authors = &holdings.authors;
    let one = (&authors[0]).with(Author::students()).load(connection)?;
    let all = authors.with(Author::students()).load(connection)?;
    assert_eq!(one.students().len(), all[0].students().len());
    let some = authors[1..].with(Author::students()).load(connection)?;
    assert_eq!(some.len() + 1, all.len());
    let owned = authors
        .clone()
        .with(Author::students().count())
        .load(connection)?;
    for (author, counted) in all.iter().zip(&owned) {
        assert_eq!(
            author.students().len(),
            usize::try_from(counted.students_count())?
        );
    }
    assert_eq!(owned[0].clone().into_row(), authors[0]);
    Ok(())
});

on_every_database!(first_and_get_result, |connection| {
    connection.create_schema::<Library>()?;
    insert_all!(connection, &example());
    let first = author::table
        .order(author::id)
        .with(Author::written())
        .first(connection)?;
    let found = Author::query()
        .filter(author::id.eq(first.id))
        .with(Author::written())
        .get_result(connection)?;
    assert_eq!(*first, *found);
    let nobody = author::table
        .filter(author::id.lt(0))
        .with(Author::written());
    assert!(nobody.first(connection).optional()?.is_none());
    let boxed = author::table.into_boxed().filter(author::id.eq(first.id));
    assert_eq!(boxed.with(Author::passport()).load(connection)?.len(), 1);
    Ok(())
});

on_every_database!(a_hundred_thousand_parents, |connection| {
    connection.create_schema::<Library>()?;
    insert_all!(connection, &example());
    let authors: Vec<Author> = (0..100_000)
        .map(|id| Author {
            id,
            mentor_id: None,
            name: String::new(),
        })
        .collect();
    let loaded = authors.with(Author::written()).load(connection)?;
    let found: usize = loaded.iter().map(|author| author.written().len()).sum();
    let all: i64 = volume::table.count().get_result(connection)?;
    assert_eq!(i64::try_from(found)?, all);

    let volumes: Vec<Volume> = (0..100_000)
        .map(|id| Volume {
            id: format!("volume {id}"),
            author_id: 0,
            editor_id: None,
            price: 0,
        })
        .collect();
    let loaded = volumes.with(Volume::sections()).load(connection)?;
    let found: usize = loaded.iter().map(|volume| volume.sections().len()).sum();
    let all: i64 = section::table.count().get_result(connection)?;
    assert_eq!(i64::try_from(found)?, all);

    let remarks: Vec<Remark> = (0..100_000)
        .map(|id| Remark {
            id,
            volume_id: format!("volume {id}"),
            section_number: Some(id),
        })
        .collect();
    assert_eq!(
        remarks.with(Remark::section()).load(connection)?.len(),
        100_000
    );
    Ok(())
});

on_every_database!(a_missing_parent_is_an_error_or_none, |connection| {
    connection.create_schema::<Library>()?;
    let volume = Volume {
        id: "nobody's".to_owned(),
        author_id: 1_000,
        editor_id: Some(1_000),
        price: 0,
    };
    match (&volume).with(Volume::author()).load(connection) {
        Err(Error::DeserializationError(error)) => {
            let missing = error.downcast_ref::<MissingParent>();
            assert_eq!(missing, Some(&MissingParent { relation: "author" }));
        }
        other => panic!("{other:?}"),
    }
    let editor = (&volume).with(Volume::editor()).load(connection)?;
    assert!(editor.editor().is_none());
    let filtered = (&volume)
        .with(Volume::author().filter(author::name.eq("nobody")))
        .load(connection)?;
    assert!(filtered.author().is_none());
    Ok(())
});

on_every_database!(five_levels, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let statements = count(connection);
    let genres = genre::table
        .with(
            Genre::volumes().with(
                Volume::author().with(
                    Author::written()
                        .with(Volume::sections().with(Section::remarks().with(Remark::section()))),
                ),
            ),
        )
        .load(connection)?;
    assert_eq!(statements.load(Ordering::Relaxed), 7);
    let mut remarks = 0;
    for genre in &genres {
        for volume in genre.volumes() {
            let author = volume.author();
            assert_eq!(author.id, volume.author_id);
            for written in author.written() {
                assert_eq!(written.author_id, author.id);
                for section in written.sections() {
                    assert_eq!(section.volume_id, written.id);
                    for remark in section.remarks() {
                        let back = remark.section().ok_or("a section")?;
                        assert_eq!(
                            (&back.volume_id, back.number),
                            (&section.volume_id, section.number)
                        );
                        remarks += 1;
                    }
                }
            }
        }
    }
    assert!(remarks > 0, "some remark is that deep");
    Ok(())
});
