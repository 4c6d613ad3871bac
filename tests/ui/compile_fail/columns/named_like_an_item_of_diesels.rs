// Diesel's macro has a variable `q`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Search {
    pub id: i32,
    pub q: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Search],
}

fn main() {}
