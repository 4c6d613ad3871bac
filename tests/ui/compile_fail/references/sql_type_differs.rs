// The two columns have different types in the database.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Tag {
    #[column(sql_type = "citext")]
    pub id: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Label {
    pub id: i32,
    #[column(sql_type = "varchar(20)")]
    #[references(Tag)]
    pub tag_id: String,
}

schema_core::schema! {
    pub struct Labels;
    labels: [Tag, Label],
}

fn main() {}
