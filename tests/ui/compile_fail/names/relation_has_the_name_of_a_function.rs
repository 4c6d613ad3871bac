use schema_core::prelude::*;

#[derive(Model)]
#[relation(many, query: Question)]
pub struct Survey {
    pub id: i32,
}

#[derive(Model)]
pub struct Question {
    pub id: i32,
    #[references(Survey)]
    pub survey_id: i32,
}

schema_core::schema! { pub struct Surveys; surveys: [Survey, Question] }

fn main() {}
