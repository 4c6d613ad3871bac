// In a database schema there is one index of a name.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(title, name = "search")]
pub struct Page {
    pub id: i32,
    pub title: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(name, name = "search")]
pub struct Author {
    pub id: i32,
    pub name: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page, Author],
}

fn main() {}
