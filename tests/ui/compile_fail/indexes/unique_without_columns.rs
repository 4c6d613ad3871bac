// On a struct the columns have to be named.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[unique]
pub struct Page {
    pub id: i32,
    pub slug: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
