use schema_core::prelude::*;

pub mod places {}

#[derive(Model)]
pub struct Event {
    pub id: i32,
    #[references(places)]
    pub place_id: i32,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
