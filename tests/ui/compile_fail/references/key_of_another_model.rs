// Both keys are integers in the database, but a `TeamId` is no `UserId`.

use diesel::prelude::*;
use schema_core::prelude::*;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Integer;

macro_rules! key {
    ($name:ident) => {
        #[derive(FromSqlRow, AsExpression, Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[diesel(sql_type = Integer)]
        pub struct $name(pub i32);

        impl diesel::serialize::ToSql<Integer, diesel::sqlite::Sqlite> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::sqlite::Sqlite>,
            ) -> diesel::serialize::Result {
                out.set_value(self.0);
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl diesel::deserialize::FromSql<Integer, diesel::sqlite::Sqlite> for $name {
            fn from_sql(
                value: diesel::sqlite::SqliteValue<'_, '_, '_>,
            ) -> diesel::deserialize::Result<Self> {
                i32::from_sql(value).map($name)
            }
        }
    };
}

key!(UserId);
key!(TeamId);

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    #[diesel(sql_type = Integer)]
    pub id: UserId,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Team {
    #[diesel(sql_type = Integer)]
    pub id: TeamId,
    #[references(User)]
    #[diesel(sql_type = Integer)]
    pub lead_id: TeamId,
}

schema_core::schema! {
    pub struct Company;
    company: [User, Team],
}

fn main() {}
