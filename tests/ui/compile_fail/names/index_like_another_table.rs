// The index of one model is called like the table of another.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Title {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(title, name = "titles")]
pub struct Page {
    pub id: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Title, Page],
}

fn main() {}
