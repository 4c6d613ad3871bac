use schema_core::prelude::*;

#[derive(Model)]
pub struct Event {
    #[column(autoincrement)]
    pub id: i32,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
