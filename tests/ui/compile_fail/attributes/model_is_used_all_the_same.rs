// The queries below are right: only the attribute is wrong.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(many, posts: Post)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "casacde")]
    pub user_id: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn titles(connection: &mut SqliteConnection) -> QueryResult<Vec<(String, String)>> {
    posts::table
        .inner_join(users::table)
        .filter(users::name.eq("Ada"))
        .select((posts::title, users::name))
        .load(connection)
}

fn add(connection: &mut SqliteConnection, post: &Post) -> QueryResult<usize> {
    diesel::insert_into(posts::table).values(post).execute(connection)
}

fn main() {
    let _ = (titles, add);
}
