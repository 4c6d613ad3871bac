//! Toasty's includes.

use toasty::Db;

#[derive(Debug, toasty::Model)]
#[table = "users"]
pub(crate) struct User {
    #[key]
    id: i32,
    #[allow(dead_code)]
    name: String,
    #[has_many]
    posts: toasty::Deferred<Vec<Post>>,
}

#[derive(Debug, toasty::Model)]
#[table = "posts"]
pub(crate) struct Post {
    #[key]
    id: i32,
    #[index]
    user_id: i32,
    #[allow(dead_code)]
    title: String,
    #[belongs_to(key = user_id, references = id)]
    user: toasty::Deferred<User>,
    #[has_many]
    comments: toasty::Deferred<Vec<Comment>>,
}

#[derive(Debug, toasty::Model)]
#[table = "comments"]
pub(crate) struct Comment {
    #[key]
    id: i32,
    #[index]
    post_id: i32,
    #[allow(dead_code)]
    body: String,
    #[belongs_to(key = post_id, references = id)]
    post: toasty::Deferred<Post>,
}

pub(crate) async fn connect(url: &str) -> toasty::Result<Db> {
    toasty::Db::builder()
        .models(toasty::models!(User, Post, Comment))
        .connect(url)
        .await
}

/// Users with posts and comments; the number of comments.
pub(crate) async fn load(database: &mut Db) -> toasty::Result<usize> {
    let users = User::all()
        .include(User::fields().posts().comments())
        .exec(database)
        .await?;
    let posts = users.iter().flat_map(|user| user.posts.get());
    Ok(posts.map(|post| post.comments.get().len()).sum())
}
