// A model is a struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Debug, Clone)]
pub enum Status {
    Draft,
    Published,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {}
