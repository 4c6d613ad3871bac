use diesel::backend::Backend;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;

/// The types of a model's primary key, which the derive writes down.
pub trait KeyTypes {
    /// Diesel's SQL types of the columns, as a list of pairs that ends in `()`.
    type SqlTypes;
}

/// A primary key: what Diesel's `find` takes. `Types` are a model's [`KeyTypes`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of the model's primary key",
    label = "not its primary key",
    note = "the keys are what Diesel's `find` takes: values of the type of the primary key, or tuples if it has several columns"
)]
pub trait BindKey<Types, DB: Backend> {
    /// How many columns there are.
    const LENGTH: usize;

    /// Binds the values: `?, ?`.
    ///
    /// # Errors
    /// If a value cannot be written.
    fn push_key<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

#[diagnostic::do_not_recommend]
impl<Key, SqlType, DB> BindKey<(SqlType, ()), DB> for Key
where
    DB: Backend + HasSqlType<SqlType>,
    Key: ToSql<SqlType, DB>,
{
    const LENGTH: usize = 1;

    fn push_key<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_bind_param::<SqlType, Key>(self)
    }
}

/// `(A, B)` for `(SqlA, (SqlB, ()))`
macro_rules! bind_tuple {
    ($list:ty, $length:literal: $first:ident $first_type:ident $(, $part:ident $sql_type:ident)+) => {
        #[allow(non_snake_case, reason = "a value is called like its type")]
        #[diagnostic::do_not_recommend]
        impl<$first, $first_type, $($part, $sql_type,)+ DB> BindKey<$list, DB> for ($first, $($part),+)
        where
            DB: Backend + HasSqlType<$first_type> $(+ HasSqlType<$sql_type>)+,
            $first: ToSql<$first_type, DB>,
            $($part: ToSql<$sql_type, DB>,)+
        {
            const LENGTH: usize = $length;

            fn push_key<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
                let ($first, $($part),+) = self;
                pass.push_bind_param::<$first_type, $first>($first)?;
                $(
                    pass.push_sql(", ");
                    pass.push_bind_param::<$sql_type, $part>($part)?;
                )+
                Ok(())
            }
        }
    };
}

bind_tuple!((SA, (SB, ())), 2: A SA, B SB);
bind_tuple!((SA, (SB, (SC, ()))), 3: A SA, B SB, C SC);
bind_tuple!((SA, (SB, (SC, (SD, ())))), 4: A SA, B SB, C SC, D SD);
bind_tuple!((SA, (SB, (SC, (SD, (SE, ()))))), 5: A SA, B SB, C SC, D SD, E SE);
bind_tuple!((SA, (SB, (SC, (SD, (SE, (SF, ())))))), 6: A SA, B SB, C SC, D SD, E SE, F SF);
