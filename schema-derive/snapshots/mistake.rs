#[derive(Model)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "casacde")]
    pub user_id: i32,
    pub place: (f64, f64),
}
