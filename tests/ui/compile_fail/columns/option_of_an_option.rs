use schema_core::prelude::*;

#[derive(Model)]
pub struct Event {
    pub id: i32,
    pub guests: Option<Option<i32>>,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
