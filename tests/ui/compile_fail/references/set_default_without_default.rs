// `set default` needs a default.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Category {
    pub id: i32,
    pub name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Product {
    pub id: i32,
    #[references(Category, on_delete = "set default")]
    pub category_id: i32,
}

schema_core::schema! {
    pub struct Shop;
    shop: [Category, Product],
}

fn main() {}
