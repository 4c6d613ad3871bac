use schema_core::prelude::*;

#[derive(Model)]
pub struct Place {
    pub id: i32,
}

#[derive(Model)]
pub struct Event {
    pub id: i32,
    pub places: Vec<Place>,
}

schema_core::schema! { pub struct Events; events: [Place, Event] }

fn main() {}
