// The enum does not derive `SqlEnum`, and the column has one of its variants as default.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Status {
    Draft,
    Published,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Debug, Clone)]
pub struct Article {
    pub id: i32,
    #[column(enum, default = Status::Draft)]
    pub status: Status,
    #[column(enum)]
    pub before: Option<Status>,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {
    let drafts = articles::table.filter(articles::status.eq(Status::Draft));
    let _ = drafts.select(Article::as_select());
    let _ = Status::Published;
}
