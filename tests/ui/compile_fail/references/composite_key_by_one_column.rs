// The parent's key has two columns.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(primary_key(tenant_id, id))]
pub struct Order {
    pub tenant_id: i32,
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Invoice {
    pub id: i32,
    #[references(Order, on_delete = "cascade")]
    pub order_id: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Order, Invoice],
}

fn main() {
    let _ = invoices::table.inner_join(orders::table).select(invoices::id);
}
