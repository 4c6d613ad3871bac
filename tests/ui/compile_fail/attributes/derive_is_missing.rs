// The attributes are there, and the derive is not.

use diesel::prelude::*;

#[derive(Queryable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[unique]
    pub title: String,
}

fn main() {}
