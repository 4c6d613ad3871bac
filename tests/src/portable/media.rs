//! References to rows of one of several tables, of every kind.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// References to rows of one of several tables, of every kind.
    pub struct Media;
    all: [Post, Video, Comment, Entry, Attachment, Note, Label, Labelling, Reaction, Pin],
}

/// May be commented on, logged, and labelled, and has attachments.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = post)]
#[relation(many, comments: Comment, via = subject)]
#[relation(many, entries: Entry, via = subject)]
#[relation(many, attachments: Attachment, via = owner)]
#[relation(one, note: Note, via = about)]
#[relation(many, labels: Label, through = Labelling, via = labelled, to = label)]
pub struct Post {
    pub id: i32,
    pub title: String,
}

/// As a post is.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = video)]
#[relation(many, comments: Comment)]
#[relation(many, attachments: Attachment)]
pub struct Video {
    pub id: i32,
    pub url: String,
    #[references(Post)]
    pub post_id: Option<i32>,
}

/// What a comment is on: other comments, too.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "film", model = Video)]
    Film(i32),
    #[polymorphic(tag = "comment")]
    Comment(i32),
}

/// References one of three.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = comment)]
#[relation(many, replies: Comment, via = subject)]
pub struct Comment {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub subject: Subject,
    pub text: String,
}

/// What an entry is about.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
#[polymorphic(storage = "text")]
pub enum Logged {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "comment")]
    Comment(i32),
}

/// References one of two, or nothing.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = entry)]
pub struct Entry {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(tag = subject_kind, key = subject_key)]
    pub subject: Option<Logged>,
}

/// What has attachments.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum AttachmentOwner {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "video")]
    Video(i32),
}

/// References one of two by foreign keys.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = attachment)]
pub struct Attachment {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(strategy = "exclusive_arc", columns(post_id: Post, video_id: Video), on_delete = "cascade")]
    pub owner: AttachmentOwner,
    pub name: String,
}

/// What a note is about.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Noted {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "label")]
    Label(i32),
}

/// References one of two by foreign keys, or nothing.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = note)]
#[unique(about_post_id)]
pub struct Note {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(strategy = "exclusive_arc", columns(about_post_id: Post, about_label_id: Label))]
    pub about: Option<Noted>,
}

/// Is on several things.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = label)]
pub struct Label {
    pub id: i32,
    pub name: String,
}

/// What has labels.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq, Hash)]
pub enum Labelled {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "video")]
    Video(i32),
}

/// Connects labels with what has them.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = labelling, primary_key(label_id, labelled_type, labelled_id))]
pub struct Labelling {
    #[references(Label)]
    pub label_id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub labelled: Labelled,
}

/// What one reacts to.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum ReactedTo {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "comment")]
    Comment(i32),
}

/// References one of two, which triggers see to; goes with it.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = reaction)]
pub struct Reaction {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(enforce = "triggers", on_delete = "cascade")]
    pub to: ReactedTo,
}

/// What is pinned.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Pinned {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "label")]
    Label(i32),
}

/// References one of two, which triggers see to, or nothing, as soon as that is gone.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = pin)]
pub struct Pin {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(enforce = "triggers", on_delete = "set null")]
    pub on: Option<Pinned>,
}
