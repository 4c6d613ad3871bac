// Which of the two users of a friendship is this one?

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(many, friends: User, through = Friendship)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(primary_key(user_id, friend_id))]
pub struct Friendship {
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
    #[references(User, on_delete = "cascade")]
    pub friend_id: i32,
}

schema_core::schema! {
    pub struct Social;
    social: [User, Friendship],
}

fn main() {}
