use schema_core::Schema;
use schema_core::prelude::*;

#[derive(Model)]
pub struct Event {
    pub id: i32,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn tables<S: Schema>() -> usize {
    S::SCHEMA.domains.len()
}

fn main() {
    let _ = tables::<Event>();
}
