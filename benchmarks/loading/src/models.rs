//! Three tables in a row, by numbers and by texts.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// What is loaded.
    pub struct Forum;
    all: [User, Post, Comment, Shop, Order, Line, Page, Visit],
}

/// The first table.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
#[relation(many, posts: Post)]
pub struct User {
    /// The key.
    pub id: i32,
    /// A text.
    pub name: String,
}

/// The second table.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(User))]
#[relation(many, comments: Comment)]
pub struct Post {
    /// The key.
    pub id: i32,
    /// The user.
    #[references(User)]
    pub user_id: i32,
    /// A text.
    pub title: String,
}

/// The third table.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(Post))]
pub struct Comment {
    /// The key.
    pub id: i32,
    /// The post.
    #[references(Post)]
    pub post_id: i32,
    /// A text.
    pub body: String,
}

/// The first table, by a text.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
#[relation(many, orders: Order)]
pub struct Shop {
    /// The key.
    pub id: String,
    /// A text.
    pub name: String,
}

/// The second table, by a text.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(Shop))]
#[relation(many, lines: Line)]
pub struct Order {
    /// The key.
    pub id: String,
    /// The shop.
    #[references(Shop)]
    pub shop_id: String,
    /// A text.
    pub title: String,
}

/// The third table, by a text.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(Order))]
pub struct Line {
    /// The key.
    pub id: String,
    /// The order.
    #[references(Order)]
    pub order_id: String,
    /// A text.
    pub body: String,
}

/// What many rows reference.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    /// The key.
    pub id: i32,
    /// A text.
    pub title: String,
}

/// Many rows.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(Page))]
pub struct Visit {
    /// The key.
    pub id: i32,
    /// The page.
    #[references(Page)]
    pub page_id: i32,
    /// A text.
    pub agent: String,
}
