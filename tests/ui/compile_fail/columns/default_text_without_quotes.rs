// A text in SQL has quotes of its own.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(default = "draft")]
    pub status: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
