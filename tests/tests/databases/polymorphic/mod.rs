//! References to rows of one of several tables: written, read, and loaded both ways.

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::insert_into;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use integration_tests::portable::media::*;
use schema_core::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn post(id: i32) -> Post {
    Post {
        id,
        title: format!("post {id}"),
    }
}

fn video(id: i32, post_id: Option<i32>) -> Video {
    Video {
        id,
        url: format!("video {id}"),
        post_id,
    }
}

fn comment(id: i32, subject: Subject) -> Comment {
    Comment {
        id,
        subject,
        text: format!("comment {id}"),
    }
}

/// Two posts, two videos of equal keys, and comments on all of them, on a comment, and on nothing.
fn comments() -> Vec<Comment> {
    vec![
        comment(1, Subject::Post(1)),
        comment(2, Subject::Film(1)),
        comment(3, Subject::Post(1)),
        comment(4, Subject::Comment(1)),
        comment(5, Subject::Post(2)),
        comment(6, Subject::Film(99)),
        comment(7, Subject::Comment(4)),
    ]
}

macro_rules! prepare {
    ($connection:ident) => {
        $connection.create_schema::<Media>()?;
        insert_into(post::table)
            .values(vec![post(1), post(2), post(3)])
            .execute($connection)?;
        insert_into(video::table)
            .values(vec![video(1, Some(2)), video(2, None)])
            .execute($connection)?;
        insert_into(comment::table)
            .values(&comments())
            .execute($connection)?;
    };
}

mod checked;
mod generated;

/// Counts statements.
struct Counter(Arc<AtomicUsize>);

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

on_every_database!(the_database_has_what_is_declared, |connection| {
    connection.create_schema::<Media>()?;
    connection.assert_is::<Media>()?;
    connection.drop_schema::<Media>()?;
    connection.assert_is_empty()
});

on_every_database!(what_was_written_is_read, |connection| {
    prepare!(connection);
    let found: Vec<Comment> = Comment::query().order(comment::id).load(connection)?;
    assert_eq!(found, comments());
    let films: Vec<Comment> = Comment::query()
        .filter(comment::subject_type.eq(SubjectKind::Film))
        .filter(comment::subject_id.ge(1))
        .order(comment::id)
        .load(connection)?;
    assert_eq!(films, [comments()[1].clone(), comments()[5].clone()]);
    let moved = Comment {
        subject: Subject::Film(2),
        ..comments()[0].clone()
    };
    diesel::update(comment::table.find(1))
        .set(&moved)
        .execute(connection)?;
    assert_eq!(Comment::query().find(1).first(connection)?, moved);
    Ok(())
});

on_every_database!(a_reference_to_nothing_is_null, |connection| {
    prepare!(connection);
    let entries = [
        Entry {
            id: 1,
            subject: Some(Logged::Post(1)),
        },
        Entry {
            id: 2,
            subject: None,
        },
        Entry {
            id: 3,
            subject: Some(Logged::Comment(99)),
        },
    ];
    for entry in &entries {
        entry.insert_into(entry::table).execute(connection)?;
    }
    let all = vec![Entry {
        id: 4,
        subject: None,
    }];
    insert_into(entry::table).values(all).execute(connection)?;
    let found = Entry::query()
        .order(entry::id)
        .with(Entry::subject())
        .load(connection)?;
    assert_eq!(*found[0], entries[0]);
    assert_eq!(found[1].subject, None);
    match found[0].subject() {
        Some(LoggedRow::Post(post)) => assert_eq!(post.title, "post 1"),
        other => panic!("{other:?}"),
    }
    assert!(found[1].subject().is_none());
    match found[2].subject() {
        Some(LoggedRow::Missing(logged)) => assert_eq!(*logged, Logged::Comment(99)),
        other => panic!("{other:?}"),
    }
    let half = diesel::update(entry::table.find(1))
        .set(entry::subject_key.eq(None::<i32>))
        .execute(connection);
    assert!(half.is_err(), "both columns are NULL, or neither");
    Ok(())
});

on_every_database!(the_rows_of_all_targets_are_loaded, |connection| {
    prepare!(connection);
    let counter = Arc::new(AtomicUsize::new(0));
    connection.set_instrumentation(Counter(Arc::clone(&counter)));
    let found = Comment::query()
        .order(comment::id)
        .with(
            Comment::subject()
                .with(Video::post())
                .with(Post::comments().order(comment::id.desc()))
                .with(Comment::replies().count()),
        )
        .load(connection)?;
    // The comments, posts, videos and comments, and a relation of each.
    assert_eq!(counter.load(Ordering::Relaxed), 7);
    assert_eq!(found.len(), 7);
    for (row, expected) in found.iter().zip(comments()) {
        assert_eq!(**row, expected);
        match (row.subject(), &expected.subject) {
            (SubjectRow::Post(post), Subject::Post(id)) => {
                assert_eq!(post.id, *id);
                let on_it = comments().into_iter().rev();
                let on_it: Vec<Comment> = on_it
                    .filter(|one| one.subject == Subject::Post(*id))
                    .collect();
                let loaded: Vec<&Comment> = post.comments().iter().map(|one| &**one).collect();
                assert_eq!(loaded, on_it.iter().collect::<Vec<_>>());
            }
            (SubjectRow::Film(video), Subject::Film(id)) => {
                assert_eq!(video.id, *id);
                assert_eq!(video.post().map(|post| post.id), video.post_id);
            }
            (SubjectRow::Comment(comment), Subject::Comment(id)) => {
                assert_eq!(comment.id, *id);
                assert_eq!(comment.replies_count(), 1);
            }
            (SubjectRow::Missing(subject), Subject::Film(99)) => {
                assert_eq!(*subject, Subject::Film(99));
            }
            other => panic!("{other:?}"),
        }
    }
    Ok(())
});

on_every_database!(targets_that_do_not_occur_have_no_statement, |connection| {
    prepare!(connection);
    let counter = Arc::new(AtomicUsize::new(0));
    connection.set_instrumentation(Counter(Arc::clone(&counter)));
    let found = comment::table
        .filter(comment::subject_type.eq(SubjectKind::Film))
        .select(Comment::as_select())
        .with(Comment::subject())
        .load(connection)?;
    assert_eq!(found.len(), 2);
    assert_eq!(counter.load(Ordering::Relaxed), 2);
    Ok(())
});

on_every_database!(the_inverse_does_what_many_can, |connection| {
    prepare!(connection);
    let posts = post::table
        .order(post::id)
        .with(Post::comments().order(comment::id).limit(1))
        .with(Post::comments().filter(comment::id.gt(1)).count())
        .load(connection)?;
    let ids: Vec<Vec<i32>> = posts
        .iter()
        .map(|post| post.comments().iter().map(|comment| comment.id).collect())
        .collect();
    // Comments on videos of equal keys are none of the post's.
    assert_eq!(ids, [vec![1], vec![5], vec![]]);
    let counts: Vec<i64> = posts.iter().map(|post| post.comments_count()).collect();
    assert_eq!(counts, [1, 1, 0]);
    let any: Vec<i32> = post::table
        .filter(Post::comments().filter(comment::id.lt(4)).any())
        .select(post::id)
        .load(connection)?;
    assert_eq!(any, [1]);
    let none: Vec<i32> = video::table
        .filter(Video::comments().none())
        .select(video::id)
        .load(connection)?;
    assert_eq!(none, [2]);
    // A table within itself.
    let replied: Vec<i32> = comment::table
        .filter(Comment::replies().any())
        .order(comment::id)
        .select(comment::id)
        .load(connection)?;
    assert_eq!(replied, [1, 4]);
    let in_hand = vec![post(1)];
    let loaded = in_hand.with(Post::comments()).load(connection)?;
    assert_eq!(loaded[0].comments().len(), 2);
    Ok(())
});

on_every_database!(an_arc_is_the_same_by_foreign_keys, |connection| {
    prepare!(connection);
    let attachment = |id, owner| Attachment {
        id,
        owner,
        name: format!("attachment {id}"),
    };
    let attachments = vec![
        attachment(1, AttachmentOwner::Post(1)),
        attachment(2, AttachmentOwner::Video(1)),
        attachment(3, AttachmentOwner::Video(2)),
    ];
    insert_into(attachment::table)
        .values(&attachments)
        .execute(connection)?;
    let missing = attachment(4, AttachmentOwner::Post(99));
    let refused = insert_into(attachment::table)
        .values(missing)
        .execute(connection);
    assert!(refused.is_err(), "a foreign key");
    let found = Attachment::query()
        .order(attachment::id)
        .with(Attachment::owner().with(Video::attachments().count()))
        .load(connection)?;
    let rows: Vec<&Attachment> = found.iter().map(|row| &**row).collect();
    assert_eq!(rows, attachments.iter().collect::<Vec<_>>());
    match (found[0].owner(), found[1].owner()) {
        (AttachmentOwnerRow::Post(post), AttachmentOwnerRow::Video(video)) => {
            assert_eq!((post.id, video.id), (1, 1));
            assert_eq!(video.attachments_count(), 1);
        }
        other => panic!("{other:?}"),
    }
    let posts = post::table
        .order(post::id)
        .with(Post::attachments())
        .load(connection)?;
    assert_eq!(posts[0].attachments().len(), 1);
    assert_eq!(posts[1].attachments().len(), 0);
    let moved = attachment(1, AttachmentOwner::Video(2));
    diesel::update(attachment::table.find(1))
        .set(&moved)
        .execute(connection)?;
    assert_eq!(Attachment::query().find(1).first(connection)?, moved);
    diesel::delete(video::table.find(2)).execute(connection)?;
    let left: Vec<i32> = attachment::table.select(attachment::id).load(connection)?;
    assert_eq!(left, [2], "the others were deleted with their video");
    let both = diesel::update(attachment::table.find(2))
        .set(attachment::post_id.eq(1))
        .execute(connection);
    assert!(both.is_err(), "exactly one key is set");
    Ok(())
});

on_every_database!(an_arc_may_lead_nowhere, |connection| {
    prepare!(connection);
    let notes = vec![
        Note {
            id: 1,
            about: Some(Noted::Post(2)),
        },
        Note { id: 2, about: None },
    ];
    for note in &notes {
        note.insert_into(note::table).execute(connection)?;
    }
    let found = Note::query()
        .order(note::id)
        .with(Note::about())
        .load(connection)?;
    let rows: Vec<&Note> = found.iter().map(|row| &**row).collect();
    assert_eq!(rows, notes.iter().collect::<Vec<_>>());
    assert!(matches!(found[0].about(), Some(NotedRow::Post(post)) if post.id == 2));
    assert!(found[1].about().is_none());
    let posts = post::table
        .order(post::id)
        .with(Post::note())
        .load(connection)?;
    let noted: Vec<Option<i32>> = posts
        .iter()
        .map(|post| post.note().map(|note| note.id))
        .collect();
    assert_eq!(noted, [None, Some(1), None]);
    Ok(())
});

on_every_database!(a_junction_may_have_a_polymorphic_side, |connection| {
    prepare!(connection);
    let label = |id| Label {
        id,
        name: format!("label {id}"),
    };
    insert_into(label::table)
        .values(vec![label(1), label(2), label(3)])
        .execute(connection)?;
    let labelling = |label_id, labelled| Labelling { label_id, labelled };
    insert_into(labelling::table)
        .values(vec![
            labelling(1, Labelled::Post(1)),
            labelling(2, Labelled::Post(1)),
            labelling(3, Labelled::Video(1)),
            labelling(1, Labelled::Post(2)),
        ])
        .execute(connection)?;
    let posts = post::table
        .order(post::id)
        .with(Post::labels().order(label::id))
        .load(connection)?;
    let ids: Vec<Vec<i32>> = posts
        .iter()
        .map(|post| post.labels().iter().map(|label| label.id).collect())
        .collect();
    assert_eq!(ids, [vec![1, 2], vec![1], vec![]]);
    let third: Vec<i32> = post::table
        .filter(Post::labels().filter(label::id.eq(3)).any())
        .select(post::id)
        .load(connection)?;
    assert!(third.is_empty(), "only a video of the same key has it");
    Ok(())
});

on_every_database!(loaded_rows_are_compared_shown_and_written, |connection| {
    prepare!(connection);
    let load = |connection: &mut _| {
        Comment::query()
            .order(comment::id)
            .limit(1)
            .with(Comment::subject())
            .first(connection)
    };
    let (one, other) = (load(connection)?, load(connection)?);
    assert_eq!(one, other);
    let shown = format!("{one:?}");
    assert!(shown.contains("post 1"), "{shown}");
    let row = one.subject();
    assert_eq!(row.clone(), row);
    Ok(())
});

on_every_database!(triggers_see_to_it, |connection| {
    prepare!(connection);
    let reaction = |id, to| Reaction { id, to };
    insert_into(reaction::table)
        .values(vec![
            reaction(1, ReactedTo::Post(1)),
            reaction(2, ReactedTo::Comment(1)),
            reaction(3, ReactedTo::Post(2)),
        ])
        .execute(connection)?;
    let refused = insert_into(reaction::table)
        .values(reaction(4, ReactedTo::Post(99)))
        .execute(connection);
    assert!(refused.is_err(), "there is no such post");
    let pins = vec![
        Pin {
            id: 1,
            on: Some(Pinned::Post(1)),
        },
        Pin { id: 2, on: None },
    ];
    for pin in &pins {
        pin.insert_into(pin::table).execute(connection)?;
    }
    let moved = diesel::update(reaction::table.find(3))
        .set(reaction::to_id.eq(98))
        .execute(connection);
    assert!(moved.is_err(), "there is no such post either");
    diesel::delete(post::table.find(1)).execute(connection)?;
    let left = Reaction::query()
        .order(reaction::id)
        .with(Reaction::to())
        .load(connection)?;
    let ids: Vec<i32> = left.iter().map(|reaction| reaction.id).collect();
    assert_eq!(ids, [2, 3]);
    assert!(matches!(left[0].to(), ReactedToRow::Comment(comment) if comment.id == 1));
    let pins: Vec<Pin> = Pin::query().order(pin::id).load(connection)?;
    assert!(pins.iter().all(|pin| pin.on.is_none()));
    Ok(())
});
