//! How programs get in: tokens for clients that speak the Model Context Protocol.

use crate::auth::User;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

/// A key that lets a program act for a user. Only its hash is stored.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = personal_access_token)]
#[check("expires_at > created_at")]
pub struct PersonalAccessToken {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Whom the program acts for.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// What the user calls the token.
    pub name: String,
    /// The first characters of the token, by which the user recognizes it.
    #[column(max_length = 12)]
    pub prefix: String,
    /// The SHA-256 hash of the token, in hexadecimal digits.
    #[unique]
    #[column(max_length = 64)]
    pub token_hash: String,
    /// What the program may do: `["plans:read"]`.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub scopes: Value,
    /// When the token was last used.
    pub last_used_at: Option<NaiveDateTime>,
    /// When the token ends; never if there is no date.
    pub expires_at: Option<NaiveDateTime>,
    /// When the user took the token back.
    pub revoked_at: Option<NaiveDateTime>,
    /// When the token was made.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}
