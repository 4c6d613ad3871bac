// An option is given twice, in two attributes.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(max_length = 20)]
    #[column(max_length = 200)]
    pub title: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
