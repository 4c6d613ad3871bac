//! Models, enums and variants that are called as types and parameters in what the derives make.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, HasQuery, Insertable, Debug, Clone)]
#[relation(many, notes: Found, via = about)]
pub struct Item {
    pub id: i32,
}

#[derive(Model, HasQuery, Insertable, AsChangeset, Debug, Clone)]
#[relation(many, notes: Found, via = about)]
pub struct Position {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(strategy = "exclusive_arc", columns(item_id: Item, name_id: Name))]
    pub of: Place,
}

#[derive(Model, HasQuery, Insertable, AsChangeset, Debug, Clone)]
pub struct Name {
    pub id: i32,
    pub text: String,
}

#[derive(Polymorphic, Debug, Clone)]
pub enum Place {
    #[polymorphic(tag = "item", model = Item)]
    Values(i32),
    #[polymorphic(tag = "name", model = Name)]
    Changeset(i32),
}

#[derive(Polymorphic, Debug, Clone)]
pub enum About {
    #[polymorphic(tag = "item", model = Item)]
    Row(i32),
    #[polymorphic(tag = "position", model = Position)]
    Targets(i32),
    #[polymorphic(tag = "name", model = Name)]
    SelectExpression(i32),
}

#[derive(Model, HasQuery, Insertable, AsChangeset, Debug, Clone)]
pub struct Found {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub about: About,
}

schema_core::schema! {
    pub struct Parameters;
    all: [Item, Position, Name, Found],
}

#[test]
fn models_like_parameters() {
    assert_eq!(Parameters::SCHEMA.tables().count(), 4);
    let _ = |connection: &mut SqliteConnection| -> QueryResult<()> {
        for found in &Found::query().with(Found::about()).load(connection)? {
            let _ = found.about();
        }
        for position in &Position::query().with(Position::of()).load(connection)? {
            let _ = position.of();
        }
        Ok(())
    };
}
