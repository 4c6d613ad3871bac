use schema_core::prelude::*;

#[derive(Model)]
pub struct Place {
    pub id: f64,
}

#[derive(Model)]
pub struct Event {
    pub id: i32,
    #[references(Place)]
    pub place_id: f64,
}

schema_core::schema! { pub struct Events; events: [Place, Event] }

fn main() {}
