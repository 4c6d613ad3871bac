//! Models over two crates: `accounts` has a schema of its own, and this one references it.

use accounts::User;
use diesel::debug_query;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
#[relation(many, comments: Comment, via = post_id)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
}

#[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
pub struct Comment {
    pub id: i32,
    #[references(Post, on_delete = "cascade")]
    pub post_id: i32,
    #[references(accounts::User(email))]
    pub user_email: String,
    /// A model that references another one of its own crate.
    #[references(accounts::Session, on_delete = "set null")]
    pub session_id: Option<i32>,
    /// A model of this crate twice, and itself.
    #[references(Post)]
    pub quoted_post_id: Option<i32>,
    #[references(Comment)]
    pub parent_id: Option<i32>,
}

schema_core::schema! {
    pub struct Blog;
    blog: [Post],
    talk: [Comment],
    allow: [Comment -> Post],
    external: [accounts::User, accounts::Session],
}

#[test]
fn models_of_another_crate_are_referenced() {
    assert_eq!(Blog::SCHEMA.tables().count(), 2);
    assert_eq!(Blog::SCHEMA.external[0].name.table, "users");
    assert_eq!(Post::TABLE.foreign_keys[0].references.model, "User");
}

#[test]
fn tables_of_two_crates_are_joined() {
    let query = posts::table
        .inner_join(accounts::users::table)
        .select((posts::id, accounts::users::email));
    assert_eq!(
        debug_query::<Sqlite, _>(&query).to_string(),
        "SELECT `posts`.`id`, `users`.`email` FROM (`posts` INNER JOIN `users` ON \
         `posts`.`user_id` = `users`.`id`) -- binds: []"
    );
    let query = accounts::sessions::table
        .left_join(comments::table)
        .inner_join(accounts::users::table)
        .select((accounts::sessions::token, comments::id.nullable()));
    assert_eq!(
        debug_query::<Sqlite, _>(&query).to_string(),
        "SELECT `sessions`.`token`, `comments`.`id` FROM ((`sessions` LEFT OUTER JOIN `comments` \
         ON `comments`.`session_id` = `sessions`.`id`) INNER JOIN `users` ON \
         `sessions`.`user_id` = `users`.`id`) -- binds: []"
    );
}

#[test]
fn several_keys_between_two_tables_need_a_condition() {
    let query = comments::table
        .inner_join(posts::table.on(comments::quoted_post_id.eq(posts::id.nullable())))
        .select(posts::id);
    assert_eq!(
        debug_query::<Sqlite, _>(&query).to_string(),
        "SELECT `posts`.`id` FROM (`comments` INNER JOIN `posts` ON \
         (`comments`.`quoted_post_id` = `posts`.`id`)) -- binds: []"
    );
}
