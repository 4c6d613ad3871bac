//! The URL of a database: which database it is, and how it may be shown.

use schema_migrate::Dialect;

use crate::error::CommandError;

/// The database of a URL.
///
/// SQLite takes an empty path for a database that is gone with its connection: a variable that nobody has
/// set would have all migrations run, and none of them kept.
pub(crate) fn dialect(url: &str) -> Result<Dialect, CommandError> {
    if sqlite_path(url).trim().is_empty() {
        return Err(CommandError::NoUrl);
    }
    let unknown = || CommandError::UnknownUrl(shown(url));
    let Some((scheme, rest)) = url.split_once("://") else {
        return if is_of_server(url) {
            Err(unknown())
        } else {
            Ok(Dialect::Sqlite)
        };
    };
    let dialect = match scheme {
        "postgres" | "postgresql" => Dialect::Postgres,
        "mysql" => Dialect::Mysql,
        "sqlite" | "file" => return Ok(Dialect::Sqlite),
        _ => return Err(unknown()),
    };
    if is_cut_in_password(rest) {
        return Err(CommandError::PasswordCutsUrl(shown(url)));
    }
    Ok(dialect)
}

/// Whether something without a scheme was meant for a server, and not as the path of a file.
fn is_of_server(text: &str) -> bool {
    let has_password = text.contains(':') && text.contains('@');
    has_password || text.contains("password=") || text.contains("dbname=")
}

/// A password with a `/`, a `?`, a `#` or an `@` ends where its user did not mean it, and the rest of it
/// would be shown as the name of a server.
fn is_cut_in_password(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (server, after) = rest.split_at(end);
    if server.contains('@') {
        return server.matches('@').count() > 1;
    }
    let port = server.rsplit_once(':').map(|(_, port)| port);
    let is_port = port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    let path = after.split('?').next().unwrap_or_default();
    path.contains('@') || (after.contains('@') && !is_port)
}

/// The path of an SQLite database.
pub(crate) fn sqlite_path(url: &str) -> &str {
    url.strip_prefix("sqlite://").unwrap_or(url)
}

/// A URL as it may be shown: without user and password.
pub(crate) fn shown(url: &str) -> String {
    let url = without_parameters(url);
    let start = url.find("//").map_or(0, |position| position + 2);
    let is_url = url.contains("://");
    match url.rfind('@') {
        Some(end) if end >= start && (is_url || url[..end].contains(':')) => {
            format!("{}…{}", &url[..start], &url[end..])
        }
        _ => url,
    }
}

/// A URL or a list of parameters without the passwords among its parameters.
fn without_parameters(url: &str) -> String {
    let Some(start) = url.find("password=") else {
        return url.to_owned();
    };
    let start = start + "password=".len();
    let length = url[start..].find(['&', ' ']);
    let end = length.map_or(url.len(), |length| start + length);
    format!(
        "{}…{}",
        &url[..start],
        without_parameters(&url[end..]).as_str()
    )
}

#[cfg(test)]
mod tests {
    use super::{dialect, shown};
    use crate::error::CommandError;

    #[test]
    fn no_password_is_shown() {
        let urls = [
            ("postgres://me:secret@there/db", "postgres://…@there/db"),
            ("postgres://me:a@secret@there/db", "postgres://…@there/db"),
            ("postgres//me:secret@there/db", "postgres//…@there/db"),
            ("postgres:me:secret@there/db", "…@there/db"),
            (
                "postgres://there/db?password=secret&user=me",
                "postgres://there/db?password=…&user=me",
            ),
            (
                "host=there password=secret dbname=db",
                "host=there password=… dbname=db",
            ),
            ("mysql://there/db", "mysql://there/db"),
            ("folder/me@home/x.sqlite", "folder/me@home/x.sqlite"),
        ];
        for (url, expected) in urls {
            assert_eq!(shown(url), expected);
        }
    }

    #[test]
    fn a_password_that_cuts_the_url() {
        let cut = [
            "a:b/c@d/e",
            "a:b?c@d/e",
            "a:b#c@d/e",
            "a:b@c@d/e",
            "a:1/2@d/e",
        ];
        for rest in cut {
            let found = dialect(&format!("postgres://{rest}"));
            assert!(
                matches!(found, Err(CommandError::PasswordCutsUrl(_))),
                "{rest}"
            );
        }
        let whole = [
            "a:b%2Fc@d:1/e",
            "d/e",
            "d:1/e?user=a@b",
            "/e?host=/tmp",
            "a@d/e",
        ];
        for rest in whole {
            assert!(dialect(&format!("mysql://{rest}")).is_ok(), "{rest}");
        }
    }

    #[test]
    fn nothing_is_no_file() {
        for text in ["", " ", "sqlite://"] {
            let found = dialect(text);
            assert!(matches!(found, Err(CommandError::NoUrl)), "{text:?}");
        }
    }

    #[test]
    fn what_was_meant_for_a_server_is_no_file() {
        for text in ["postgres:me:secret@there/db", "host=there dbname=db"] {
            assert!(
                matches!(dialect(text), Err(CommandError::UnknownUrl(_))),
                "{text}"
            );
        }
    }
}
