// MySQL and SQLite do not tell them apart.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[table(sql_name = "people")]
pub struct Customer {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[table(sql_name = "People")]
pub struct Employee {
    pub id: i32,
}

schema_core::schema! {
    pub struct Shop;
    sales: [Customer],
    staff: [Employee],
}

fn main() {}
