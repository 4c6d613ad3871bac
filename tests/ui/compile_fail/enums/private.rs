// Diesel's columns are public, so their types have to be.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
enum Status {
    Draft,
    Published,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
struct Article {
    id: i32,
    #[column(enum, default = Status::Draft)]
    status: Status,
}

schema_core::schema! {
    struct Site;
    site: [Article],
}

fn main() {
    let articles = [
        Article { id: 1, status: Status::Draft },
        Article { id: 2, status: Status::Published },
    ];
    println!("{:?}", articles.map(|article| (article.id, article.status)));
}
