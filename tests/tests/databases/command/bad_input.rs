//! What is wrong is said once, with its place and the fix, and never with a password.

use std::fs;
use std::path::Path;

use integration_tests::Outcome;
use integration_tests::portable::fellows::Fellows;

use super::{Place, schema};

/// A place with one migration.
fn place() -> Outcome<Place> {
    let place = Place::new()?;
    place.write("1_one", "CREATE TABLE one (id integer);")?;
    Ok(place)
}

/// What `migrate` complains about, on the database of a URL.
fn complaint(place: &Place, url: &str) -> Outcome<String> {
    let (code, out, err) = place.run_at::<Fellows>(url, &["migrate"])?;
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    assert!(err.starts_with("error: "), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(!err.contains("secret"), "{err}");
    Ok(err)
}

fn assert_says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
}

#[test]
fn no_server() -> Outcome {
    let place = place()?;
    let mut urls = Vec::new();
    if cfg!(feature = "postgres") {
        urls.push("postgres://me:secret@127.0.0.1:1/blog");
    }
    if cfg!(feature = "mysql") {
        urls.push("mysql://me:secret@127.0.0.1:1/blog");
    }
    for url in urls {
        let said = complaint(&place, url)?;
        let fix = "; start the server, or correct the host and the port in `--database-url`";
        assert_says(&said, &["://…@127.0.0.1:1/blog`: ", fix]);
    }
    Ok(())
}

#[test]
fn no_url() -> Outcome {
    let place = place()?;
    let unknown =
        "is no URL of a database: `postgres://…`, `mysql://…`, or the path of an SQLite file";
    for url in [
        "oracle://me:secret@there/blog",
        "postgres:me:secret@there/blog",
        "host=there password=secret dbname=blog",
    ] {
        assert_says(&complaint(&place, url)?, &[unknown]);
    }
    for password in ["a/secret", "a?secret", "a#secret", "a@secret"] {
        let said = complaint(&place, &format!("postgres://me:{password}@there/blog"))?;
        assert_says(&said, &["`postgres://…@there/blog`", "`%2F` for `/`"]);
    }
    Ok(())
}

/// What was not understood is shown, too.
#[test]
fn a_url_in_the_wrong_place() -> Outcome {
    let url = "postgres://me:secret@there/blog";
    let option = format!("--database={url}");
    for arguments in [["migrate", url], ["migrate", &option], [url, "migrate"]] {
        let (code, _, err) = schema::<Fellows>(&arguments)?;
        assert_eq!(code, 2);
        assert!(
            err.starts_with("error: ") && !err.contains("secret"),
            "{err}"
        );
    }
    Ok(())
}

#[test]
fn no_folder_of_the_database() -> Outcome {
    let place = place()?;
    let said = complaint(&place, &place.path("nowhere/blog.sqlite"))?;
    let folder = format!("the folder `{}`", place.path("nowhere"));
    assert_says(&said, &[&folder, "create it, or correct `--database-url`"]);
    assert!(!Path::new(&place.path("nowhere")).exists());
    Ok(())
}

/// Only `migrate` makes a database, and `status` for what it would run.
#[test]
fn no_file() -> Outcome {
    let place = place()?;
    let path = place.path("blog.sqlite");
    for command in ["revert", "diff"] {
        let (code, out, err) = place.run::<Fellows>(&[command])?;
        assert_eq!((code, out.as_str()), (1, ""));
        assert_says(&err, &[&path, "`schema migrate` makes it"]);
        assert!(!Path::new(&path).exists());
    }
    Ok(())
}

#[test]
fn no_file_of_a_database() -> Outcome {
    let place = place()?;
    fs::create_dir(place.path("blog"))?;
    let said = complaint(&place, &place.path("blog"))?;
    assert_says(&said, &["/blog`: ", "takes the path of a file"]);
    let said = complaint(&place, &place.path("migrations/1_one/up.sql"))?;
    assert_says(&said, &["file is not a database", "up.sql`"]);
    Ok(())
}

#[test]
fn a_database_that_cannot_be_written() -> Outcome {
    let place = place()?;
    let path = place.path("blog.sqlite");
    fs::write(&path, "")?;
    let said = complaint(&place, &format!("file:{path}?mode=ro"))?;
    assert_says(
        &said,
        &["readonly", "make the database, its file and the folder"],
    );
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written() -> Outcome {
    // Nobody makes a file here, whoever they are.
    let said = complaint(&place()?, "/proc/self/blog.sqlite")?;
    let path = "the lock `/proc/self/blog.sqlite.migrating`";
    assert_says(&said, &[path, "make the folder of the database writable"]);
    Ok(())
}

#[test]
fn folders_that_are_no_migrations() -> Outcome {
    let place = place()?;
    let path = place.path("blog.sqlite");
    let at = |name: &str| place.path(&format!("migrations/{name}"));

    fs::create_dir(at("2_two"))?;
    let said = complaint(&place, &path)?;
    assert_says(
        &said,
        &[
            &at("2_two"),
            "no file `up.sql`: write it, or remove the folder",
        ],
    );

    place.write("2_two", "CREATE TABLE two (id integer);")?;
    fs::write(at("2_two/metadata.toml"), "run_in_transaction = no")?;
    let said = complaint(&place, &path)?;
    assert_says(&said, &[&at("2_two/metadata.toml"), "or remove the file"]);
    fs::write(at("2_two/metadata.toml"), b"\xff")?;
    assert_says(&complaint(&place, &path)?, &[&at("2_two/metadata.toml")]);
    fs::remove_file(at("2_two/metadata.toml"))?;

    place.write("2_other", "CREATE TABLE other (id integer);")?;
    let said = complaint(&place, &path)?;
    assert_says(
        &said,
        &["`2_other` and `2_two`", "the version 2", "rename a folder"],
    );
    fs::remove_dir_all(at("2_other"))?;
    assert!(!Path::new(&path).exists(), "nothing was run");

    place.write("2_two", " \n")?;
    let (code, _, err) = place.run::<Fellows>(&["migrate"])?;
    assert_eq!(code, 1);
    assert_says(&err, &[&at("2_two/up.sql"), "is empty: write the SQL"]);
    Ok(())
}

#[test]
fn no_folder_of_migrations() -> Outcome {
    let place = Place::new()?;
    let said = complaint(&place, &place.path("blog.sqlite"))?;
    let folder = format!("`{}`", place.path("migrations"));
    assert_says(
        &said,
        &[&folder, "`schema generate NAME` writes the first one"],
    );
    Ok(())
}

#[test]
fn a_migration_that_has_no_way_back() -> Outcome {
    let place = place()?;
    assert_eq!(place.run::<Fellows>(&["migrate"])?.0, 0);
    let (code, out, err) = place.run::<Fellows>(&["revert"])?;
    assert_eq!((code, out.as_str()), (1, "taking back 1_one … stopped\n"));
    let folder = format!("`{}`", place.path("migrations/1_one"));
    assert_says(&err, &[&folder, "no file `down.sql`: write it"]);
    let (code, _, _) = place.run::<Fellows>(&["status"])?;
    assert_eq!(code, 0);
    Ok(())
}

#[test]
fn a_migration_whose_folder_is_gone() -> Outcome {
    let place = place()?;
    place.write("2_two", "CREATE TABLE two (id integer);")?;
    assert_eq!(place.run::<Fellows>(&["migrate"])?.0, 0);
    fs::remove_dir_all(place.path("migrations/2_two"))?;
    let gone = "the database has had it, and its folder is not there";
    let (code, out, _) = place.run::<Fellows>(&["status"])?;
    assert_eq!((code, out), (1, format!("[x] 1_one\n[!] 2: {gone}\n")));
    let (code, out, err) = place.run::<Fellows>(&["migrate"])?;
    assert_eq!(code, 0);
    assert_eq!(out, "nothing to do: the database has had every migration\n");
    assert_eq!(err, format!("note: 2: {gone}\n"));
    let (code, out, err) = place.run::<Fellows>(&["revert"])?;
    assert_eq!((code, out.as_str()), (1, ""));
    assert_says(
        &err,
        &["the migration 2, whose folder is not there: get it back"],
    );
    Ok(())
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
mod on_server {
    use super::*;
    use diesel::connection::SimpleConnection;
    use integration_tests::database::Database;

    /// The URL of a server with another user or database.
    fn with(url: &str, user: Option<&str>, database: Option<&str>) -> Outcome<String> {
        let (scheme, rest) = url.split_once("://").ok_or("no URL")?;
        let (server, own) = rest.rsplit_once('/').ok_or("no database")?;
        let (own_user, place) = server.rsplit_once('@').unwrap_or(("", server));
        let user = user.unwrap_or(own_user);
        let database = database.unwrap_or(own);
        Ok(format!("{scheme}://{user}@{place}/{database}"))
    }

    /// A user with a password, and what is said of a wrong one and of a database that is not there.
    fn strangers<D: Database>(create_user: &str, drop_user: &str) -> Outcome {
        let Some(mut database) = D::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let place = place()?;
        let said = complaint(&place, &with(&url, None, Some("no_such_database"))?)?;
        assert_says(
            &said,
            &["/no_such_database`: ", "create it with `CREATE DATABASE`"],
        );

        let connection = database.connection()?;
        let _ = connection.batch_execute(drop_user);
        connection.batch_execute(create_user)?;
        let right = with(&url, Some("with_password:right%2Fsecret"), None)?;
        let (_, _, err) = place.run_at::<Fellows>(&right, &["migrate"])?;
        assert!(
            !err.contains("no connection") && !err.contains("secret"),
            "{err}"
        );
        let wrong = complaint(
            &place,
            &with(&url, Some("with_password:wrong%2Fsecret"), None)?,
        );
        connection.batch_execute(drop_user)?;
        let fix = "correct the user and the password in `--database-url`";
        assert_says(&wrong?, &["://…@", fix]);
        Ok(())
    }

    /// The server asks this user for a password, and trusts the others.
    #[cfg(feature = "postgres")]
    #[test]
    fn postgres() -> Outcome {
        strangers::<integration_tests::database::Postgres>(
            "CREATE ROLE with_password LOGIN SUPERUSER PASSWORD 'right/secret'",
            "DROP OWNED BY with_password; DROP ROLE with_password",
        )
    }

    #[cfg(feature = "mysql")]
    #[test]
    fn mysql() -> Outcome {
        strangers::<integration_tests::database::Mysql>(
            "CREATE USER with_password IDENTIFIED BY 'right/secret'; GRANT ALL ON *.* TO with_password",
            "DROP USER with_password",
        )
    }
}
