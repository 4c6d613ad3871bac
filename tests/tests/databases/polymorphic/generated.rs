//! Generated rows, compared with a loop over all of them.

use super::{comment, post, video};
use diesel::insert_into;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use integration_tests::portable::media::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use schema_core::prelude::*;
use std::cell::RefCell;

fn subject() -> impl Strategy<Value = Subject> {
    let key = 0..12_i32;
    prop_oneof![
        key.clone().prop_map(Subject::Post),
        key.clone().prop_map(Subject::Film),
        key.prop_map(Subject::Comment),
    ]
}

on_every_database!(as_a_loop_over_all_rows_finds_them, |connection| {
    connection.create_schema::<Media>()?;
    let connection = RefCell::new(connection);
    let mut runner = TestRunner::new(Config {
        cases: 60,
        ..Config::default()
    });
    let rows = prop::collection::vec(subject(), 0..40);
    let sizes = (0..10_i32, 0..10_i32);
    let limit = 0..4_i64;
    runner.run(
        &(rows, sizes, limit),
        |(subjects, (posts, videos), limit)| {
            let connection = &mut **connection.borrow_mut();
            let result: QueryResult<()> = (|| {
                diesel::delete(comment::table).execute(connection)?;
                diesel::delete(video::table).execute(connection)?;
                diesel::delete(post::table).execute(connection)?;
                let posts: Vec<Post> = (0..posts).map(post).collect();
                let videos: Vec<Video> = (0..videos).map(|id| video(id, None)).collect();
                let comments: Vec<Comment> = (0..)
                    .zip(subjects)
                    .map(|(id, on)| comment(id, on))
                    .collect();
                insert_into(post::table)
                    .values(&posts)
                    .execute(connection)?;
                insert_into(video::table)
                    .values(&videos)
                    .execute(connection)?;
                insert_into(comment::table)
                    .values(&comments)
                    .execute(connection)?;
                let loaded = Comment::query()
                    .order(comment::id)
                    .with(Comment::subject())
                    .load(connection)?;
                for (row, expected) in loaded.iter().zip(&comments) {
                    let found = match row.subject() {
                        SubjectRow::Post(post) => Some(Subject::Post(post.id)),
                        SubjectRow::Film(video) => Some(Subject::Film(video.id)),
                        SubjectRow::Comment(comment) => Some(Subject::Comment(comment.id)),
                        SubjectRow::Missing(_) => None,
                    };
                    let exists = match expected.subject {
                        Subject::Post(id) => posts.iter().any(|post| post.id == id),
                        Subject::Film(id) => videos.iter().any(|video| video.id == id),
                        Subject::Comment(id) => comments.iter().any(|comment| comment.id == id),
                    };
                    assert_eq!(found, exists.then(|| expected.subject.clone()));
                }
                let loaded = post::table
                    .order(post::id)
                    .with(Post::comments().order(comment::id.desc()).limit(limit))
                    .with(Post::comments().count())
                    .load(connection)?;
                for (row, post) in loaded.iter().zip(&posts) {
                    let on_it = comments.iter().rev();
                    let on_it: Vec<&Comment> = on_it
                        .filter(|comment| comment.subject == Subject::Post(post.id))
                        .collect();
                    assert_eq!(row.comments_count(), on_it.len() as i64);
                    let found: Vec<&Comment> = row.comments().iter().map(|one| &**one).collect();
                    let first: Vec<&Comment> = on_it.into_iter().take(limit as usize).collect();
                    assert_eq!(found, first);
                }
                Ok(())
            })();
            result.map_err(|error| TestCaseError::fail(error.to_string()))
        },
    )?;
    Ok(())
});
