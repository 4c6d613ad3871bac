// Every row has a number.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(identity)]
    pub number: Option<i64>,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
