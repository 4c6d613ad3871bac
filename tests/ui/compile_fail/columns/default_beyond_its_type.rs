use schema_core::prelude::*;

#[derive(Model)]
pub struct Event {
    pub id: i32,
    #[column(default = 3000000000)]
    pub guests: i32,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
