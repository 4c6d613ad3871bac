// The database computes the value.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Line {
    pub id: i32,
    pub price: i32,
    pub amount: i32,
    #[column(generated = "price * amount", default = 0)]
    #[diesel(skip_insertion)]
    pub total: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Line],
}

fn main() {}
