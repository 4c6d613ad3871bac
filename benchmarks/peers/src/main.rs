//! How long it takes to load users with their posts and the comments on them: our loaders, Diesel by
//! hand, SeaORM and Toasty, on the same database, in turn. Beside the time stands what is allocated.

mod allocations;
mod by_hand;
mod models;
mod sea;
mod toast;

use allocations::{Allocated, Counting, allocated};
use clap::Parser;
use diesel::connection::SimpleConnection;
use diesel::insert_into;
use diesel::prelude::*;
use models::{Comment, Forum, Post, User, comments, posts, users};
use schema_core::prelude::*;
use schema_migrate::{Dialect, SqlSchema};
use std::cell::RefCell;
use std::error::Error;
use std::time::Instant;
use tokio::runtime::Runtime;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Compares ways to load users with their posts and the comments on them.
#[derive(Debug, Parser)]
#[command(max_term_width = 100)]
struct Options {
    /// How often each way is run, one after the other
    #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// How many users there are, with ten posts each, and ten comments on each post
    #[arg(long, default_value_t = 1_000)]
    users: i32,
    /// An empty PostgreSQL database to measure on, too
    #[arg(long)]
    postgres: Option<String>,
}

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A way to load, and what was measured of it.
struct Way<'a> {
    name: &'static str,
    load: Box<dyn FnMut() -> Outcome<usize> + 'a>,
    times: Vec<f64>,
    allocated: Allocated,
}

/// Fills the tables.
macro_rules! insert {
    ($connection:expr, $users:expr) => {{
        let (connection, count) = ($connection, $users);
        connection.transaction(|connection| {
            let rows: Vec<User> = (0..count)
                .map(|id| User {
                    id,
                    name: format!("user {id}"),
                })
                .collect();
            for rows in rows.chunks(5_000) {
                insert_into(users::table).values(rows).execute(connection)?;
            }
            let rows: Vec<Post> = (0..10 * count)
                .map(|id| Post {
                    id,
                    user_id: id / 10,
                    title: format!("the title of post {id}"),
                })
                .collect();
            for rows in rows.chunks(5_000) {
                insert_into(posts::table).values(rows).execute(connection)?;
            }
            let rows: Vec<Comment> = (0..100 * count)
                .map(|id| Comment {
                    id,
                    post_id: id / 10,
                    body: format!("what somebody has to say about it, in comment {id}"),
                })
                .collect();
            for rows in rows.chunks(5_000) {
                insert_into(comments::table)
                    .values(rows)
                    .execute(connection)?;
            }
            QueryResult::Ok(())
        })?;
    }};
}

/// Measures every way on one database.
macro_rules! measure {
    ($by_hand:ident, $database:literal, $options:expr, $runtime:expr, $connection:expr, $urls:expr) => {{
        let (options, runtime, urls): (&Options, &Runtime, &[String; 2]) =
            ($options, $runtime, $urls);
        let connection = RefCell::new($connection);
        let sea = runtime.block_on(sea_orm::Database::connect(&urls[0]))?;
        let mut toast = runtime.block_on(toast::connect(&urls[1]))?;
        let mut ways = vec![
            way("loaders", || {
                let users = users::table
                    .with(User::posts().with(Post::comments()))
                    .load(&mut **connection.borrow_mut())?;
                let posts = users.iter().flat_map(|user| user.posts());
                Ok(posts.map(|post| post.comments().len()).sum())
            }),
            way("Diesel: `belonging_to`, `grouped_by`", || {
                Ok(by_hand::$by_hand::associations(
                    &mut **connection.borrow_mut(),
                )?)
            }),
            way("Diesel: whole tables, sorted", || {
                Ok(by_hand::$by_hand::lower_bound(
                    &mut **connection.borrow_mut(),
                )?)
            }),
            way("SeaORM 2", || Ok(runtime.block_on(sea::load(&sea))?)),
            way("Toasty 0.8", || {
                Ok(runtime.block_on(toast::load(&mut toast))?)
            }),
        ];
        run(&mut ways, options)?;
        print($database, &ways);
    }};
}

fn main() -> Outcome {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    println!("| database | way | ms | to the loaders | allocations | peak, MB |");
    println!("|---|---|---:|---:|---:|---:|");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("forum.db");
    let file = file.to_string_lossy();
    let mut sqlite = SqliteConnection::establish(&file)?;
    let script = SqlSchema::of::<Forum>(Dialect::Sqlite)?.create_script();
    sqlite.batch_execute(&script.to_string())?;
    insert!(&mut sqlite, options.users);
    let urls = [format!("sqlite://{file}"), format!("sqlite:{file}")];
    measure!(sqlite, "SQLite", &options, &runtime, &mut sqlite, &urls);
    if let Some(url) = &options.postgres {
        let mut postgres = PgConnection::establish(url)?;
        let schema = SqlSchema::of::<Forum>(Dialect::Postgres)?;
        postgres.batch_execute(&schema.create_script().to_string())?;
        insert!(&mut postgres, options.users);
        let urls = [url.clone(), url.clone()];
        measure!(
            postgres,
            "PostgreSQL",
            &options,
            &runtime,
            &mut postgres,
            &urls
        );
        postgres.batch_execute(&schema.drop_script().to_string())?;
    }
    Ok(())
}

fn way<'a>(name: &'static str, load: impl FnMut() -> Outcome<usize> + 'a) -> Way<'a> {
    Way {
        name,
        load: Box::new(load),
        times: Vec::new(),
        allocated: Allocated { count: 0, peak: 0 },
    }
}

/// Runs all ways in turn, so that whatever slows the machine down slows all.
fn run(ways: &mut [Way<'_>], options: &Options) -> Outcome {
    let expected = 100 * usize::try_from(options.users)?;
    for way in &mut *ways {
        let (comments, allocated) = allocated(&mut way.load);
        assert_eq!(comments?, expected, "{} loads other rows", way.name);
        way.allocated = allocated;
    }
    for _ in 0..options.runs {
        for way in &mut *ways {
            // What ran before leaves other things in the caches.
            (way.load)()?;
            let start = Instant::now();
            std::hint::black_box((way.load)()?);
            way.times.push(start.elapsed().as_secs_f64());
        }
    }
    Ok(())
}

fn print(database: &str, ways: &[Way<'_>]) {
    let medians: Vec<f64> = ways.iter().map(|way| median(&way.times)).collect();
    for (way, time) in ways.iter().zip(&medians) {
        println!(
            "| {database} | {} | {:.1} | {:.2} | {} | {:.1} |",
            way.name,
            time * 1e3,
            time / medians[0],
            way.allocated.count,
            way.allocated.peak as f64 / 1e6,
        );
    }
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
