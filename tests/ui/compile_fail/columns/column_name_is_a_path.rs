// The column is in the table that is made here.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[diesel(column_name = pages::title)]
    pub heading: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
