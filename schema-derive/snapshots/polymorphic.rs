#[derive(Polymorphic, Debug)]
pub enum Subject {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "video")]
    Video(i32),
}

#[derive(Model)]
pub struct Comment {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub subject: Subject,
}
