// Diesel has to know as well.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Customer {
    pub id: i32,
    #[column(embed(street: String, town: String))]
    pub address: String,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Customer],
}

fn main() {}
