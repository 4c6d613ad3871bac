// The macro does not see the fields of another struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Queryable, Selectable, Insertable, Debug, Clone)]
#[diesel(table_name = customers)]
pub struct Address {
    pub street: String,
    pub town: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Customer {
    pub id: i32,
    #[diesel(embed)]
    pub address: Address,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Customer],
}

fn main() {}
