// A field knows its column.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Order {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Invoice {
    pub id: i32,
    #[references(Order, columns(order_id))]
    pub order_id: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Order, Invoice],
}

fn main() {}
