//! Who uses the platform: people, how they sign in, and the organizations they work for.

use crate::ai::{AiBatch, AiUsage};
use crate::mcp::PersonalAccessToken;
use crate::research::{
    ExtractionResult, McpToolCallLog, ResearchArtifact, ResearchFeedback, ResearchOutput,
    ResearchPlan, SkillExecution,
};
use crate::search::DocumentChunk;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

/// A person with an account. Deleting a user deletes everything they own, and is refused while
/// there are batches or usage to bill.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = user)]
#[relation(many, sessions: Session)]
#[relation(many, accounts: Account)]
#[relation(many, members: Member)]
#[relation(many, organizations: Organization, through = Member)]
#[relation(many, batches: AiBatch)]
#[relation(many, usage: AiUsage)]
#[relation(many, research_plans: ResearchPlan)]
#[relation(many, artifacts: ResearchArtifact)]
#[relation(many, extraction_results: ExtractionResult)]
#[relation(many, skill_executions: SkillExecution)]
#[relation(many, tool_calls: McpToolCallLog)]
#[relation(many, outputs: ResearchOutput)]
#[relation(many, feedback: ResearchFeedback)]
#[relation(many, chunks: DocumentChunk)]
#[relation(many, access_tokens: PersonalAccessToken)]
pub struct User {
    /// 21 random characters, safe in a URL.
    #[column(max_length = 21)]
    pub id: String,
    /// The name that others see.
    pub name: String,
    /// The address to sign in with.
    #[unique]
    #[check("email LIKE '%_@_%'")]
    pub email: String,
    /// Whether the user has followed the link in the mail that was sent to the address.
    #[column(default = false)]
    pub email_verified: bool,
    /// Where the portrait is.
    pub image_url: Option<String>,
    /// When the user signed up.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
    /// When the profile last changed.
    #[column(default = "now()")]
    pub updated_at: NaiveDateTime,
}

/// A browser that is signed in.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = session)]
pub struct Session {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Who is signed in.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// The secret in the cookie.
    #[unique]
    #[column(max_length = 64)]
    pub token: String,
    /// The address that the session was opened from.
    #[column(max_length = 45)]
    pub ip_address: Option<String>,
    /// How the browser introduced itself.
    pub user_agent: Option<String>,
    /// From when on the cookie is worth nothing. Indexed for the job that sweeps old sessions.
    #[index]
    pub expires_at: NaiveDateTime,
    /// When the user signed in.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// One way for a user to sign in: a password, or an account elsewhere.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = account)]
#[unique(provider, provider_account_id)]
pub struct Account {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Who signs in with it.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// Who vouches for the user: `password`, `github`, `google`, …
    #[column(max_length = 40)]
    pub provider: String,
    /// The user's id at the provider.
    #[column(max_length = 255)]
    pub provider_account_id: String,
    /// The hash of the password, if the provider is `password`.
    pub password_hash: Option<String>,
    /// What the provider lets us read, separated by spaces.
    pub scope: Option<String>,
    /// When the account was linked.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
    /// When the password or the scope last changed.
    #[column(default = "now()")]
    pub updated_at: NaiveDateTime,
}

/// A group of users who do research together.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = organization)]
#[relation(many, members: Member)]
#[relation(many, users: User, through = Member)]
pub struct Organization {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name in URLs, in lower case.
    #[unique]
    #[column(max_length = 63)]
    #[check("slug = lower(slug)")]
    pub slug: String,
    /// Preferences that only the frontend reads.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub settings: Value,
    /// When the organization was founded here.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// What a member of an organization may do.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRole {
    /// Everything, including the end of the organization.
    Owner,
    /// Invite and remove members.
    Admin,
    /// Work on the organization's research.
    Member,
    /// Read.
    Viewer,
}

/// A user in an organization: the junction behind `User::organizations`.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = member)]
#[unique(organization_id, user_id)]
pub struct Member {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The organization. It needs no index of its own: the unique constraint begins with it.
    #[references(Organization, on_delete = "cascade")]
    pub organization_id: String,
    /// The user.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// What the user may do there.
    #[column(enum, default = MemberRole::Member)]
    pub role: MemberRole,
    /// When the user joined.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}
