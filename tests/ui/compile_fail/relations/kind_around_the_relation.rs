use schema_core::prelude::*;

#[derive(Model)]
#[relation(many(parts: Event))]
pub struct Event {
    pub id: i32,
    #[references(Event)]
    pub parent_id: Option<i32>,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
