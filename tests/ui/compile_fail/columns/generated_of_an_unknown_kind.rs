// A generated column is stored or virtual.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Line {
    pub id: i32,
    pub price: i32,
    #[column(generated("price * 2", persisted))]
    #[diesel(skip_insertion)]
    pub double: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Line],
}

fn main() {}
