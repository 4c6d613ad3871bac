//! The workloads, the same on each database.

use crate::measure::{Row, compare};
use crate::models::*;
use diesel::insert_into;
use diesel::prelude::*;
use diesel::result::QueryResult;
use schema_core::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// Users, posts of each, comments of each post.
fn numbers(scale: f64) -> (Vec<User>, Vec<Post>, Vec<Comment>) {
    let count = (1_000.0 * scale).ceil() as i32;
    let users = (0..count).map(|id| User {
        id,
        name: format!("user {id}"),
    });
    let posts = (0..10 * count).map(|id| Post {
        id,
        user_id: id / 10,
        title: format!("the title of post {id}"),
    });
    let comments = (0..100 * count).map(|id| Comment {
        id,
        post_id: id / 10,
        body: format!("what somebody has to say about it, in comment {id}"),
    });
    (users.collect(), posts.collect(), comments.collect())
}

fn texts(scale: f64) -> (Vec<Shop>, Vec<Order>, Vec<Line>) {
    let key = |kind: char, id: i32| format!("{kind}{id:020}");
    let count = (100.0 * scale).ceil() as i32;
    let shops = (0..count).map(|id| Shop {
        id: key('s', id),
        name: format!("shop {id}"),
    });
    let orders = (0..10 * count).map(|id| Order {
        id: key('o', id),
        shop_id: key('s', id / 10),
        title: format!("the title of order {id}"),
    });
    let lines = (0..100 * count).map(|id| Line {
        id: key('l', id),
        order_id: key('o', id / 10),
        body: format!("what somebody has to say about it, in line {id}"),
    });
    (shops.collect(), orders.collect(), lines.collect())
}

/// Pages, and a thousand visits of each.
fn visits(scale: f64) -> (Vec<Page>, Vec<Visit>) {
    let count = (100.0 * scale).ceil() as i32;
    let pages = (0..count).map(|id| Page {
        id,
        title: format!("the title of page {id}"),
    });
    let visits = (0..1_000 * count).map(|id| Visit {
        id,
        page_id: id % count,
        agent: format!("the browser of visit {id}"),
    });
    (pages.collect(), visits.collect())
}

macro_rules! workloads {
    ($name:ident, $connection:ty, $database:literal, $most:literal) => {
        /// Inserts the rows and measures every workload.
        pub(crate) fn $name(
            connection: &mut $connection,
            scale: f64,
            runs: u16,
            rows: &mut Vec<Row>,
        ) -> QueryResult<()> {
            connection.transaction(|connection| {
                let (users, posts, comments) = numbers(scale);
                for rows in users.chunks(5_000) {
                    insert_into(users::table).values(rows).execute(connection)?;
                }
                for rows in posts.chunks(5_000) {
                    insert_into(posts::table).values(rows).execute(connection)?;
                }
                for rows in comments.chunks(5_000) {
                    insert_into(comments::table)
                        .values(rows)
                        .execute(connection)?;
                }
                let (shops, orders, lines) = texts(scale);
                for rows in shops.chunks(5_000) {
                    insert_into(shops::table).values(rows).execute(connection)?;
                }
                for rows in orders.chunks(5_000) {
                    insert_into(orders::table)
                        .values(rows)
                        .execute(connection)?;
                }
                for rows in lines.chunks(5_000) {
                    insert_into(lines::table).values(rows).execute(connection)?;
                }
                let (pages, visits) = visits(scale);
                for rows in pages.chunks(5_000) {
                    insert_into(pages::table).values(rows).execute(connection)?;
                }
                for rows in visits.chunks(5_000) {
                    insert_into(visits::table)
                        .values(rows)
                        .execute(connection)?;
                }
                QueryResult::Ok(())
            })?;
            let connection = RefCell::new(connection);
            rows.push(compare(
                ("users → posts → comments, by numbers", $database),
                runs,
                || {
                    let users = users::table
                        .with(User::posts().with(Post::comments()))
                        .load(&mut **connection.borrow_mut())?;
                    let posts = users.iter().flat_map(|user| user.posts());
                    QueryResult::Ok(posts.map(|post| post.comments().len()).sum())
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let users = User::query().load(connection)?;
                    let posts = Post::belonging_to(&users)
                        .select(Post::as_select())
                        .load(connection)?;
                    let comments: Vec<Vec<Comment>> = Comment::belonging_to(&posts)
                        .select(Comment::as_select())
                        .load(connection)?
                        .grouped_by(&posts);
                    let posts: Vec<Vec<(Post, Vec<Comment>)>> =
                        posts.into_iter().zip(comments).grouped_by(&users);
                    let users: Vec<(User, Vec<(Post, Vec<Comment>)>)> =
                        users.into_iter().zip(posts).collect();
                    let posts = users.iter().flat_map(|(_, posts)| posts);
                    Ok(posts.map(|(_, comments)| comments.len()).sum())
                },
            )?);
            rows.push(compare(
                ("shops → orders → lines, by texts", $database),
                runs,
                || {
                    let shops = shops::table
                        .with(Shop::orders().with(Order::lines()))
                        .load(&mut **connection.borrow_mut())?;
                    let orders = shops.iter().flat_map(|shop| shop.orders());
                    QueryResult::Ok(orders.map(|order| order.lines().len()).sum())
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let shops = Shop::query().load(connection)?;
                    let orders = Order::belonging_to(&shops)
                        .select(Order::as_select())
                        .load(connection)?;
                    let lines: Vec<Vec<Line>> = Line::belonging_to(&orders)
                        .select(Line::as_select())
                        .load(connection)?
                        .grouped_by(&orders);
                    let orders: Vec<Vec<(Order, Vec<Line>)>> =
                        orders.into_iter().zip(lines).grouped_by(&shops);
                    let shops: Vec<(Shop, Vec<(Order, Vec<Line>)>)> =
                        shops.into_iter().zip(orders).collect();
                    let orders = shops.iter().flat_map(|(_, orders)| orders);
                    Ok(orders.map(|(_, lines)| lines.len()).sum())
                },
            )?);
            let parents: Vec<Post> = (0..(100_000.0 * scale) as i32)
                .map(|id| Post {
                    id,
                    user_id: 0,
                    title: String::new(),
                })
                .collect();
            rows.push(compare(
                ("100,000 rows in hand, one relation", $database),
                runs,
                || {
                    let posts = (&parents)
                        .with(Post::comments())
                        .load(&mut **connection.borrow_mut())?;
                    QueryResult::Ok(posts.iter().map(|post| post.comments().len()).sum())
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let mut all = Vec::new();
                    for parents in parents.chunks($most) {
                        let comments = Comment::belonging_to(parents)
                            .select(Comment::as_select())
                            .load(connection)?;
                        all.extend(comments);
                    }
                    let comments: Vec<Vec<Comment>> = all.grouped_by(&parents);
                    Ok(comments.iter().map(Vec::len).sum())
                },
            )?);
            rows.push(compare(
                ("100,000 rows → 10,000 parents", $database),
                runs,
                || {
                    let comments = comments::table
                        .with(Comment::post())
                        .load(&mut **connection.borrow_mut())?;
                    QueryResult::Ok(
                        comments
                            .iter()
                            .map(|comment| comment.post().title.len())
                            .sum(),
                    )
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let comments = Comment::query().load(connection)?;
                    let mut ids: Vec<i32> =
                        comments.iter().map(|comment| comment.post_id).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    let posts = Post::query()
                        .filter(posts::id.eq_any(&ids))
                        .load(connection)?;
                    let posts: HashMap<i32, Post> =
                        posts.into_iter().map(|post| (post.id, post)).collect();
                    let comments: Vec<(Comment, &Post)> = comments
                        .into_iter()
                        .map(|comment| {
                            let post = &posts[&comment.post_id];
                            (comment, post)
                        })
                        .collect();
                    Ok(comments.iter().map(|(_, post)| post.title.len()).sum())
                },
            )?);
            rows.push(compare(
                ("100,000 rows → 100 parents", $database),
                runs,
                || {
                    let visits = visits::table
                        .with(Visit::page())
                        .load(&mut **connection.borrow_mut())?;
                    let titles = visits.iter().map(|visit| visit.page().title.len());
                    QueryResult::Ok(titles.sum())
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let visits = Visit::query().load(connection)?;
                    let mut ids: Vec<i32> = visits.iter().map(|visit| visit.page_id).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    let pages = Page::query()
                        .filter(pages::id.eq_any(&ids))
                        .load(connection)?;
                    let pages: HashMap<i32, Page> =
                        pages.into_iter().map(|page| (page.id, page)).collect();
                    let visits: Vec<(Visit, &Page)> = visits
                        .into_iter()
                        .map(|visit| {
                            let page = &pages[&visit.page_id];
                            (visit, page)
                        })
                        .collect();
                    Ok(visits.iter().map(|(_, page)| page.title.len()).sum())
                },
            )?);
            rows.push(compare(
                ("3 of 10 posts for each of 1,000 users", $database),
                runs,
                || {
                    let users = users::table
                        .with(User::posts().order(posts::id.desc()).limit(3))
                        .load(&mut **connection.borrow_mut())?;
                    QueryResult::Ok(users.iter().map(|user| user.posts().len()).sum())
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let users = User::query().load(connection)?;
                    let mut posts: Vec<Vec<Post>> = Post::belonging_to(&users)
                        .select(Post::as_select())
                        .order(posts::id.desc())
                        .load(connection)?
                        .grouped_by(&users);
                    for posts in &mut posts {
                        posts.truncate(3);
                    }
                    Ok(posts.iter().map(Vec::len).sum())
                },
            )?);
            Ok(())
        }
    };
}

workloads!(sqlite, SqliteConnection, "SQLite", 30_000);
workloads!(postgres, PgConnection, "PostgreSQL", 1_000_000);
