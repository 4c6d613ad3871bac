use schema_core::prelude::*;

#[derive(Model)]
#[check("guests > 0; DROP TABLE events")]
pub struct Event {
    pub id: i32,
    pub guests: i32,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
