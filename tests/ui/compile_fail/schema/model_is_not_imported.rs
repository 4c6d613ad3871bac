// The models are in another module.

use diesel::prelude::*;
use schema_core::prelude::*;

mod auth {
    use super::*;

    #[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
    pub struct User {
        pub id: i32,
    }
}

schema_core::schema! {
    pub struct Research;
    auth: [User],
}

fn main() {}
