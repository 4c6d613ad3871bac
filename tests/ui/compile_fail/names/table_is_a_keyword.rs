// The table of `A` would be called `as`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Debug, Clone)]
pub struct A {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [A],
}

fn main() {}
