//! Loading over a pooled connection.

use super::*;
use diesel::r2d2::{ConnectionManager, Pool};
use integration_tests::Outcome;

#[test]
fn a_pooled_connection_loads_relations() -> Outcome {
    let folder = tempfile::tempdir()?;
    let url = folder.path().join("library.db");
    let manager = ConnectionManager::<SqliteConnection>::new(url.to_string_lossy());
    let pool = Pool::builder().max_size(1).build(manager)?;
    let mut connection = pool.get()?;
    let pooled = &mut connection;
    TestConnection::create_schema::<Library>(&mut **pooled)?;
    let holdings = example();
    insert_all!(pooled, &holdings);
    let authors = author::table
        .with(Author::written().with(Volume::genres()))
        .with(Author::students().count())
        .load(pooled)?;
    let written: usize = authors.iter().map(|author| author.written().len()).sum();
    assert_eq!(written, holdings.volumes.len());
    let one = (&holdings.authors[0])
        .with(Author::written())
        .load(pooled)?;
    assert_eq!(one.id, holdings.authors[0].id);
    Ok(())
}
