//! Three people, one organization, and one program.

use super::{ADA, MEI, NORTHLIGHT, TOMAS, day, id, minute};
use crate::auth::{Account, Member, MemberRole, Organization, Session, User};
use crate::mcp::PersonalAccessToken;
use serde_json::json;

pub(super) fn users() -> Vec<User> {
    vec![
        user(ADA, "Ada Lindgren", "ada@northlight.example", -90),
        user(TOMAS, "Tomás Okafor", "tomas@northlight.example", -60),
        user(MEI, "Mei Tanaka", "mei@mail.example", 0),
    ]
}

fn user(id: &str, name: &str, email: &str, signed_up: i64) -> User {
    User {
        id: id.to_owned(),
        name: name.to_owned(),
        email: email.to_owned(),
        email_verified: true,
        image_url: None,
        created_at: day(signed_up),
        updated_at: day(signed_up),
    }
}

pub(super) fn sessions() -> Vec<Session> {
    vec![
        session(1, ADA, "192.0.2.17", "Firefox on Linux"),
        session(2, TOMAS, "2001:db8::2a", "Safari on macOS"),
    ]
}

fn session(number: usize, user: &str, ip_address: &str, user_agent: &str) -> Session {
    Session {
        id: id("session", number),
        user_id: user.to_owned(),
        token: format!("not-a-secret-{number}"),
        ip_address: Some(ip_address.to_owned()),
        user_agent: Some(user_agent.to_owned()),
        expires_at: day(30),
        created_at: minute(0),
    }
}

pub(super) fn accounts() -> Vec<Account> {
    vec![
        account(1, ADA, "password", ADA, Some("$argon2id$example")),
        account(2, TOMAS, "github", "583231", None),
        account(3, MEI, "google", "104829571", None),
    ]
}

fn account(
    number: usize,
    user: &str,
    provider: &str,
    provider_account: &str,
    password_hash: Option<&str>,
) -> Account {
    Account {
        id: id("account", number),
        user_id: user.to_owned(),
        provider: provider.to_owned(),
        provider_account_id: provider_account.to_owned(),
        password_hash: password_hash.map(str::to_owned),
        scope: None,
        created_at: minute(0),
        updated_at: minute(0),
    }
}

pub(super) fn organizations() -> Vec<Organization> {
    vec![Organization {
        id: NORTHLIGHT.to_owned(),
        name: "Northlight Institute".to_owned(),
        slug: "northlight".to_owned(),
        settings: json!({ "theme": "aurora" }),
        created_at: day(-90),
    }]
}

pub(super) fn members() -> Vec<Member> {
    vec![
        member(1, ADA, MemberRole::Owner),
        member(2, TOMAS, MemberRole::Member),
    ]
}

fn member(number: usize, user: &str, role: MemberRole) -> Member {
    Member {
        id: id("member", number),
        organization_id: NORTHLIGHT.to_owned(),
        user_id: user.to_owned(),
        role,
        created_at: day(-60),
    }
}

pub(super) fn access_tokens() -> Vec<PersonalAccessToken> {
    vec![PersonalAccessToken {
        id: id("token", 1),
        user_id: ADA.to_owned(),
        name: "Notebook on my desk".to_owned(),
        prefix: "rp_7Qx2".to_owned(),
        token_hash: "5f".repeat(32),
        scopes: json!(["plans:read", "artifacts:read"]),
        last_used_at: Some(minute(95)),
        expires_at: Some(day(365)),
        revoked_at: None,
        created_at: day(-30),
    }]
}
