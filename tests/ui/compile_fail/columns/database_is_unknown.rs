// A misspelt database.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(default(postgress = "now()", sqlite = "current_timestamp"))]
    pub created_at: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
