use schema_core::prelude::*;

#[derive(Model)]
#[index(columns(name))]
pub struct Event {
    pub id: i32,
    pub name: String,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
