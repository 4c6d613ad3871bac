// Each table has a key to the other: the join has to say which is meant.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Company {
    pub id: i32,
    #[references(Person)]
    pub ceo_id: Option<i32>,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Person {
    pub id: i32,
    #[references(Company)]
    pub company_id: i32,
}

schema_core::schema! {
    pub struct Work;
    work: [Company, Person],
}

fn main() {
    let _ = persons::table.inner_join(companys::table);
}
