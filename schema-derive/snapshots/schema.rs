schema_core::schema! {
    /// Everything that the blog stores.
    pub struct Blog;
    auth: [User],
    blog: [Post, comments::Comment],
    shared: [User],
    allow: [Post -> comments::Comment],
    external: [billing::Account],
}
