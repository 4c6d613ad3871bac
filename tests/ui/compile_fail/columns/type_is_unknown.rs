// What is an `Address` in SQL?

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Debug, Clone)]
pub struct Address {
    pub street: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Customer {
    pub id: i32,
    pub address: Address,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Customer],
}

fn main() {
    let _ = customers::table.select((customers::id, customers::address));
}
