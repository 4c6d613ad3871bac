// The name that the database has for the Diesel type is not given.

use diesel::prelude::*;
use schema_core::prelude::*;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;

#[derive(diesel::sql_types::SqlType)]
#[diesel(sqlite_type(name = "Text"))]
pub struct Geometry;

#[derive(FromSqlRow, AsExpression, Debug, Clone)]
#[diesel(sql_type = Geometry)]
pub struct Point(pub String);

impl diesel::serialize::ToSql<Geometry, diesel::sqlite::Sqlite> for Point {
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, diesel::sqlite::Sqlite>,
    ) -> diesel::serialize::Result {
        out.set_value(self.0.as_str());
        Ok(diesel::serialize::IsNull::No)
    }
}

impl diesel::deserialize::FromSql<Geometry, diesel::sqlite::Sqlite> for Point {
    fn from_sql(
        value: diesel::sqlite::SqliteValue<'_, '_, '_>,
    ) -> diesel::deserialize::Result<Self> {
        <String as diesel::deserialize::FromSql<diesel::sql_types::Text, _>>::from_sql(value)
            .map(Point)
    }
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Place {
    pub id: i32,
    #[diesel(sql_type = Geometry)]
    pub position: Point,
}

schema_core::schema! {
    pub struct World;
    world: [Place],
}

fn main() {}
