//! Diesel alone: with its associations, and as fast as we could write it.

use crate::models::{Comment, Post, User, comments, posts, users};
use diesel::prelude::*;

/// `belonging_to` and `grouped_by`.
macro_rules! associations {
    ($connection:expr) => {{
        let connection = $connection;
        let users = User::query().load(connection)?;
        let posts = Post::belonging_to(&users)
            .select(Post::as_select())
            .load(connection)?;
        let comments: Vec<Vec<Comment>> = Comment::belonging_to(&posts)
            .select(Comment::as_select())
            .load(connection)?
            .grouped_by(&posts);
        let posts: Vec<Vec<(Post, Vec<Comment>)>> =
            posts.into_iter().zip(comments).grouped_by(&users);
        let users: Vec<(User, Vec<(Post, Vec<Comment>)>)> = users.into_iter().zip(posts).collect();
        let posts = users.iter().flat_map(|(_, posts)| posts);
        posts.map(|(_, comments)| comments.len()).sum()
    }};
}

/// One query a level over whole tables, in the order of the parents, which go on one after the other.
/// No general loader can do that: it knows neither that all rows are wanted, nor how they are sorted.
macro_rules! lower_bound {
    ($connection:expr) => {{
        let connection = $connection;
        let users: Vec<User> = User::query().order(users::id).load(connection)?;
        let posts: Vec<Post> = Post::query()
            .order((posts::user_id, posts::id))
            .load(connection)?;
        let comments: Vec<Comment> = Comment::query()
            .order((comments::post_id, comments::id))
            .load(connection)?;
        let mut comments = comments.into_iter().peekable();
        let mut posts = posts.into_iter().peekable();
        let mut all: Vec<(User, Vec<(Post, Vec<Comment>)>)> = Vec::with_capacity(users.len());
        for user in users {
            let mut of_user = Vec::new();
            while let Some(post) = posts.next_if(|post| post.user_id == user.id) {
                let mut of_post = Vec::new();
                while let Some(comment) = comments.next_if(|one| one.post_id == post.id) {
                    of_post.push(comment);
                }
                of_user.push((post, of_post));
            }
            all.push((user, of_user));
        }
        let posts = all.iter().flat_map(|(_, posts)| posts);
        posts.map(|(_, comments)| comments.len()).sum()
    }};
}

pub(crate) mod sqlite {
    use super::*;

    pub(crate) fn associations(connection: &mut SqliteConnection) -> QueryResult<usize> {
        Ok(associations!(connection))
    }

    pub(crate) fn lower_bound(connection: &mut SqliteConnection) -> QueryResult<usize> {
        Ok(lower_bound!(connection))
    }
}

pub(crate) mod postgres {
    use super::*;

    pub(crate) fn associations(connection: &mut PgConnection) -> QueryResult<usize> {
        Ok(associations!(connection))
    }

    pub(crate) fn lower_bound(connection: &mut PgConnection) -> QueryResult<usize> {
        Ok(lower_bound!(connection))
    }
}
