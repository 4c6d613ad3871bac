// `#[column]` is for fields.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[column(sql_name = "pages")]
pub struct Page {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
