// The parent's key has one column.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Order {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[references(Order, columns(tenant_id, order_id))]
pub struct Invoice {
    pub id: i32,
    pub tenant_id: i32,
    pub order_id: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Order, Invoice],
}

fn main() {}
