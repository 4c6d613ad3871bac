// `only` names no database.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[index(where = "id > 3", only)]
    pub title: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
