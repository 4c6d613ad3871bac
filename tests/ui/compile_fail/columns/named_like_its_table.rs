// Diesel's module has no place for both.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(table_name = document)]
pub struct Document {
    pub id: i32,
    pub document: String,
}

schema_core::schema! {
    pub struct Archive;
    archive: [Document],
}

fn main() {}
