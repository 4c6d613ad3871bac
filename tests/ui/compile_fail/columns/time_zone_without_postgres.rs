use schema_core::prelude::*;

pub struct Utc;

pub struct DateTime<Zone>(pub Zone);

#[derive(Model)]
pub struct Event {
    pub id: i32,
    pub happened_at: DateTime<Utc>,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
