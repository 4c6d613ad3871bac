// The second column of the key has another type.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(primary_key(tenant_id, id))]
pub struct Order {
    pub tenant_id: i32,
    pub id: i64,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(table_name = order_lines)]
#[references(Order(tenant_id, id), columns(tenant_id, order_id), on_delete = "cascade")]
pub struct OrderLine {
    pub id: i32,
    pub tenant_id: i32,
    pub order_id: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Order, OrderLine],
}

fn main() {}
