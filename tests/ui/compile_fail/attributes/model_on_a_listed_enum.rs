// A model is a struct, and the enum is listed as if it were one.

use schema_core::prelude::*;

#[derive(Model, Debug, Clone)]
pub enum Status {
    Draft,
    Published,
}

schema_core::schema! {
    pub struct Site;
    site: [Status],
}

fn main() {}
