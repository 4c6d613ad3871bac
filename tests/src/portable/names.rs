//! Names that have to be quoted, escaped and shortened.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// Names that have to be quoted, escaped and shortened.
    pub struct Names;
    all: [Awkward, LongNames, Renamed],
}

/// Names that have to be quoted and escaped.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = awkward, primary_key(select))]
#[table(sql_name = r#"an "awkward" `name`, isn't it?"#)]
#[index(group, größe, name = r#"`index` of "awkward" things"#)]
#[unique(full_name, name = "unique; DROP TABLE team; --")]
pub struct Awkward {
    pub select: i32,
    /// The column is called `type`, not `r#type`.
    pub r#type: i32,
    pub group: Option<i32>,
    pub größe: i32,
    #[column(sql_name = "full name", max_length = 50)]
    pub full_name: String,
    #[column(
        sql_name = "a \"quoted\" `name`",
        check(
            postgres = r#""a ""quoted"" `name`" > 0"#,
            sqlite = r#""a ""quoted"" `name`" > 0"#,
            mysql = r#"`a "quoted" ``name``` > 0"#
        )
    )]
    pub quoted: i32,
    #[column(sql_name = "UPPER")]
    pub upper: i32,
    #[diesel(column_name = awkward_)]
    #[column(sql_name = "awkward")]
    pub like_the_table: i32,
    #[references(Awkward, relation = parent)]
    #[column(sql_name = "100 %")]
    pub parent_id: Option<i32>,
}

/// Names that no database takes in full: the table's has 60 bytes, each column's 40 or more.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = a_table_with_a_name_of_sixty_bytes_to_which_nothing_fits_on)]
#[index(
    the_first_of_two_columns_with_long_names,
    the_second_of_two_columns_with_long_names
)]
#[unique(
    the_second_of_two_columns_with_long_names,
    the_first_of_two_columns_with_long_names
)]
#[check("the_first_of_two_columns_with_long_names > 0")]
pub struct LongNames {
    pub id: i32,
    pub the_first_of_two_columns_with_long_names: i32,
    #[references(LongNames, on_delete = "cascade", relation = parent)]
    pub the_second_of_two_columns_with_long_names: Option<i32>,
}

/// The name of its table has more than 63 bytes, and it was once called otherwise.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[table(
    sql_name = "a table with a name of more than sixty-three bytes, which is more than PostgreSQL takes",
    renamed_from = "old_table"
)]
#[diesel(table_name = renamed)]
#[index(id, name, renamed_from = "old_index")]
#[unique(name, renamed_from = "old_key")]
#[check("id > 0", renamed_from = "old_check")]
pub struct Renamed {
    pub id: i32,
    #[column(max_length = 63, renamed_from = "old_name")]
    pub name: String,
    #[references(Renamed, renamed_from = "old_fkey")]
    pub other_id: Option<i32>,
    #[column(
        sql_name = "a column with a name of more than sixty-three bytes: it, too, has to be shortened"
    )]
    #[index]
    pub long: i32,
}

schema_core::schema! {
    /// Constraints whose names differ only at the end, where they are shortened.
    pub struct Shortened;
    all: [ManyChecks],
}

/// Two checks without names of their own.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = another_table_with_a_name_of_sixty_bytes_to_which_nothing_is)]
#[check("id > 0")]
#[check("id < 1000")]
pub struct ManyChecks {
    pub id: i32,
}
