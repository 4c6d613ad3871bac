use schema_core::prelude::*;

#[derive(Model)]
pub struct Place {
    pub id: i32,
    #[unique(deferrable)]
    pub code: i32,
}

#[derive(Model)]
pub struct Event {
    pub id: i32,
    #[references(Place(code))]
    pub place_code: i32,
}

schema_core::schema! { pub struct Events; events: [Place, Event] }

fn main() {}
