use schema_core::prelude::*;

#[derive(Model)]
pub struct Event {
    #[column(primary_key)]
    pub number: i32,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
