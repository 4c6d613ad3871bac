/// A page of the site.
#[derive(Model)]
#[diesel(table_name = page)]
#[table(sql_name = "web pages", schema = "site", renamed_from = "sites", allow("redundant-index"))]
#[index(title, desc(views, nulls = "last"), "lower(title)", unique, where = "views > 0", include(id))]
#[unique(title, language, nulls_not_distinct)]
#[check("views >= 0", name = "views_are_counted")]
pub struct Page {
    /// The number.
    #[column(identity = "always")]
    #[diesel(skip_insertion)]
    pub id: i32,
    #[column(max_length = 200, collation = "C", renamed_from = "heading")]
    pub title: String,
    #[column(default = "'en'", check(postgres = "language ~ '^[a-z]{2}$'", sqlite = "length(language) = 2"))]
    pub language: Option<String>,
    #[column(default = 0)]
    pub views: i64,
    #[column(generated("views * 2", virtual))]
    #[diesel(skip_insertion)]
    pub weight: i64,
    #[diesel(sql_type = geometry::Point)]
    #[column(sql_type = "geometry(Point)")]
    pub place: Place,
}
