/// How far an article is.
#[derive(SqlEnum)]
#[sql_enum(name = "article_status", rename_all = "kebab-case", renamed_from = "status")]
pub enum Status {
    Draft,
    InReview,
    #[sql_enum(rename = "live", renamed_from = "public")]
    Published,
}

#[derive(Model)]
pub struct Article {
    pub id: i32,
    #[column(enum, default = Status::Draft)]
    pub status: Status,
}
