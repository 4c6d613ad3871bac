// A schema of nothing.

use schema_core::prelude::*;

schema_core::schema! {
    pub struct Blog;
}

fn main() {
    println!("{}", Blog::SCHEMA.tables().count());
}
