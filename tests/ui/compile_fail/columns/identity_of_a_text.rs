// A text is not counted up.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    #[column(identity)]
    pub id: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
