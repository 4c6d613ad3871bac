use schema_core::prelude::*;

#[derive(Model)]
pub struct Event {
    pub id: i32,
    #[column(default = "")]
    pub name: String,
}

schema_core::schema! { pub struct Events; events: [Event] }

fn main() {}
