::diesel::table! {
    #[allow(unused_imports)]
    use ::core::prelude::v1::*;
    invoices(tenant_id, number) {
        tenant_id -> ::diesel::sql_types::Integer,
        number -> ::diesel::sql_types::Integer,
        order_id -> ::diesel::sql_types::Integer,
        payer_id -> ::diesel::sql_types::Nullable<::diesel::sql_types::Integer>,
        corrects -> ::diesel::sql_types::Nullable<::diesel::sql_types::Integer>,
    }
}
#[automatically_derived]
impl ::schema_core::Model for Invoice {
    type Table = invoices::table;
    type Key = (i32, i32);
    const NAME: ::schema_core::definition::TableName = ::schema_core::definition::TableName {
        model: "Invoice",
        schema: ::core::option::Option::None,
        table: "invoices",
    };
    const COLUMNS: &'static [::schema_core::definition::Column] = &[
        ::schema_core::definition::Column::new(
            "tenant_id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
            "number",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
            "order_id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
                "payer_id",
                "i32",
                ::schema_core::definition::ColumnType::Integer,
            )
            .nullable(),
        ::schema_core::definition::Column::new(
                "corrects",
                "i32",
                ::schema_core::definition::ColumnType::Integer,
            )
            .nullable(),
    ];
    const PRIMARY_KEY: ::schema_core::definition::PrimaryKey = ::schema_core::definition::PrimaryKey {
        name: "invoices_pkey",
        columns: &["tenant_id", "number"],
    };
    const TABLE: &'static ::schema_core::definition::Table = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        static TABLE: ::schema_core::definition::Table = ::schema_core::definition::Table {
            name: <Invoice as ::schema_core::Model>::NAME,
            comment: "",
            renamed_from: ::core::option::Option::None,
            columns: <Invoice as ::schema_core::Model>::COLUMNS,
            primary_key: <Invoice as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[
                ::schema_core::definition::ForeignKey::new(
                        "invoices_payer_id_fkey",
                        &["payer_id"],
                        ::schema_core::__private::ModelOf::<crate::people::User>::PARENT,
                        "payer",
                    )
                    .on_delete(::schema_core::definition::ReferentialAction::SetNull)
                    .deferrability(
                        ::schema_core::definition::Deferrability::InitiallyImmediate,
                    )
                    .reason("a bill outlives who pays it"),
                ::schema_core::definition::ForeignKey::new(
                        "invoices_corrects_fkey",
                        &["corrects"],
                        ::schema_core::__private::ModelOf::<Invoice>::PARENT,
                        "corrected",
                    )
                    .referencing(
                        &[
                            ::schema_core::__private::column_name(
                                ::schema_core::__private::ModelOf::<Invoice>::COLUMNS,
                                "number",
                            ),
                        ],
                    ),
                ::schema_core::definition::ForeignKey::new(
                        "invoices_tenant_id_order_id_fkey",
                        &["tenant_id", "order_id"],
                        ::schema_core::__private::ModelOf::<Order>::PARENT,
                        "order",
                    )
                    .referencing(
                        &[
                            ::schema_core::__private::column_name(
                                ::schema_core::__private::ModelOf::<Order>::COLUMNS,
                                "tenant_id",
                            ),
                            ::schema_core::__private::column_name(
                                ::schema_core::__private::ModelOf::<Order>::COLUMNS,
                                "id",
                            ),
                        ],
                    )
                    .on_delete(::schema_core::definition::ReferentialAction::Cascade),
            ],
            unique_constraints: &[
                ::schema_core::definition::UniqueConstraint {
                    name: "invoices_payer_id_key",
                    columns: &["payer_id"],
                    nulls_not_distinct: false,
                    deferrability: ::schema_core::definition::Deferrability::NotDeferrable,
                    renamed_from: ::core::option::Option::None,
                },
            ],
            indexes: &[
                ::schema_core::definition::Index::new(
                    "invoices_tenant_id_order_id_idx",
                    &[
                        ::schema_core::definition::IndexColumn::new("tenant_id"),
                        ::schema_core::definition::IndexColumn::new("order_id"),
                    ],
                    ::schema_core::definition::IndexOrigin::ForeignKey(
                        "invoices_tenant_id_order_id_fkey",
                    ),
                ),
            ],
            checks: &[],
            polymorphic: &[],
            allow: &[],
        };
        &TABLE
    };
    const RELATIONS: &'static [::schema_core::definition::Relation] = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        &[
            ::schema_core::__private::one_relation(
                <Invoice as ::schema_core::Model>::TABLE,
                0usize,
                true,
            ),
            ::schema_core::__private::one_relation(
                <Invoice as ::schema_core::Model>::TABLE,
                1usize,
                true,
            ),
            ::schema_core::__private::one_relation(
                <Invoice as ::schema_core::Model>::TABLE,
                2usize,
                false,
            ),
        ]
    };
}
const _: () = {
    use ::schema_core::__private::digits::*;
    impl<_Asking> ::schema_core::__private::TableOf<_Asking> for invoices::table {
        type Digits = _C<_4<_4<_C<_B<_3<_5<_6<_5<_0<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <Invoice as ::schema_core::Model>::TABLE;
    }
    impl<_Other, _Found> ::schema_core::__private::KeysTo<_Other> for invoices::table
    where
        _Other: ::schema_core::__private::TableOf<Self>,
        (
            ::schema_core::__private::KeyTo<crate::people::User, 0usize>,
            (
                ::schema_core::__private::KeyTo<Invoice, 1usize>,
                (::schema_core::__private::KeyTo<Order, 2usize>, ()),
            ),
        ): ::schema_core::__private::Find<
            _Other::Digits,
            ::schema_core::__private::NoKey,
            Found = _Found,
        >,
    {
        type Found = _Found;
    }
    impl<
        _Other: ::schema_core::__private::Beside<Self>,
    > ::diesel::query_source::TableNotEqual<_Other> for invoices::table {}
    impl<_Other> ::diesel::JoinTo<_Other> for invoices::table
    where
        _Other: ::schema_core::__private::TableOf<Self>,
        Self: ::schema_core::SingleForeignKey<_Other>,
    {
        type FromClause = _Other;
        type OnClause = <Self as ::schema_core::SingleForeignKey<_Other>>::On;
        fn join_target(__other: _Other) -> (_Other, Self::OnClause) {
            (__other, ::core::default::Default::default())
        }
    }
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotInSchema as _;
    ::schema_core::__private::check_listed(
        "Invoice",
        ::schema_core::__private::MembershipOf::<Invoice>::MEMBERSHIP,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    {
        #[allow(unused_imports)]
        use ::schema_core::__private::{NotInSchema as _, OtherKey as _};
        ::schema_core::__private::check_foreign_key(
            <Invoice as ::schema_core::Model>::TABLE,
            ::schema_core::__private::WrittenKey {
                parent: "crate::people::User",
                position: 0usize,
                names_columns: false,
                has_key_type: ::schema_core::__private::KeyOf::<
                    i32,
                    crate::people::User,
                >::SAME,
            },
            ::schema_core::__private::ModelOf::<crate::people::User>::TABLE,
            ::schema_core::__private::MembershipOf::<Invoice>::MEMBERSHIP,
            ::schema_core::__private::MembershipOf::<crate::people::User>::MEMBERSHIP,
        )
    }
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    {
        #[allow(unused_imports)]
        use ::schema_core::__private::{NotInSchema as _, OtherKey as _};
        ::schema_core::__private::check_foreign_key(
            <Invoice as ::schema_core::Model>::TABLE,
            ::schema_core::__private::WrittenKey {
                parent: "Invoice",
                position: 1usize,
                names_columns: true,
                has_key_type: ::schema_core::__private::KeyOf::<i32, Invoice>::SAME,
            },
            ::schema_core::__private::ModelOf::<Invoice>::TABLE,
            ::schema_core::__private::MembershipOf::<Invoice>::MEMBERSHIP,
            ::schema_core::__private::MembershipOf::<Invoice>::MEMBERSHIP,
        )
    }
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    {
        #[allow(unused_imports)]
        use ::schema_core::__private::{NotInSchema as _, OtherKey as _};
        ::schema_core::__private::check_foreign_key(
            <Invoice as ::schema_core::Model>::TABLE,
            ::schema_core::__private::WrittenKey {
                parent: "Order",
                position: 2usize,
                names_columns: true,
                has_key_type: ::schema_core::__private::KeyOf::<(i32, i32), Order>::SAME,
            },
            ::schema_core::__private::ModelOf::<Order>::TABLE,
            ::schema_core::__private::MembershipOf::<Invoice>::MEMBERSHIP,
            ::schema_core::__private::MembershipOf::<Order>::MEMBERSHIP,
        )
    }
};
///The relation `payer` of [`Invoice`], as a type.
#[allow(non_camel_case_types)]
pub struct Invoice_payer;
///The relation `corrected` of [`Invoice`], as a type.
#[allow(non_camel_case_types)]
pub struct Invoice_corrected;
///The relation `order` of [`Invoice`], as a type.
#[allow(non_camel_case_types)]
pub struct Invoice_order;
///A [`Invoice`] with the relations that a query loaded.
#[derive(::core::clone::Clone)]
pub struct InvoiceLoaded<
    _Relations = ::schema_core::relation::loaded::Nothing,
    _Row = Invoice,
> {
    _row: _Row,
    _relations: _Relations,
}
#[automatically_derived]
#[allow(dead_code)]
impl<_Relations, _Row> InvoiceLoaded<_Relations, _Row> {
    /// The row without its relations.
    pub fn into_row(self) -> _Row {
        self._row
    }
    ///The row of `crate::people::User` that this one references by `payer_id`.
    pub fn payer<_Position, _Item>(&self) -> ::core::option::Option<&_Item>
    where
        _Relations: ::schema_core::relation::loaded::HasOption<
            Invoice_payer,
            _Position,
            Item = _Item,
        >,
    {
        self._relations.row()
    }
    ///The row of `Invoice` that this one references by `corrects`.
    pub fn corrected<_Position, _Item>(&self) -> ::core::option::Option<&_Item>
    where
        _Relations: ::schema_core::relation::loaded::HasOption<
            Invoice_corrected,
            _Position,
            Item = _Item,
        >,
    {
        self._relations.row()
    }
    ///The row of `Order` that this one references by `tenant_id`, `order_id`.
    /// A reference to it; an `Option` of one if the relation was filtered.
    pub fn order<'row, _Position, _Item>(&'row self) -> _Item
    where
        _Relations: ::schema_core::relation::loaded::HasOne<
            'row,
            Invoice_order,
            _Position,
            Output = _Item,
        >,
    {
        self._relations.one()
    }
}
#[automatically_derived]
impl<_Relations, _Row: ::core::borrow::Borrow<Invoice>> ::core::ops::Deref
for InvoiceLoaded<_Relations, _Row> {
    type Target = Invoice;
    fn deref(&self) -> &Invoice {
        self._row.borrow()
    }
}
#[automatically_derived]
impl<
    _Relations: ::schema_core::relation::loaded::DebugRelations,
    _Row: ::core::fmt::Debug,
> ::core::fmt::Debug for InvoiceLoaded<_Relations, _Row> {
    fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::schema_core::relation::loaded::debug(
            "InvoiceLoaded",
            &self._row,
            &self._relations,
            __formatter,
        )
    }
}
#[automatically_derived]
impl<_Relations, _Row> ::core::cmp::PartialEq for InvoiceLoaded<_Relations, _Row>
where
    _Relations: ::core::cmp::PartialEq,
    _Row: ::core::cmp::PartialEq,
{
    fn eq(&self, __other: &Self) -> bool {
        self._row == __other._row && self._relations == __other._relations
    }
}
::schema_core::__private::serialize_loaded!(InvoiceLoaded);
#[doc(hidden)]
#[automatically_derived]
impl ::schema_core::relation::load::Loadable for Invoice {
    type Loaded<_Relations, _Row: ::core::borrow::Borrow<Self>> = InvoiceLoaded<
        _Relations,
        _Row,
    >;
    fn assemble<_Relations, _Row: ::core::borrow::Borrow<Self>>(
        __row: _Row,
        __relations: _Relations,
    ) -> InvoiceLoaded<_Relations, _Row> {
        InvoiceLoaded {
            _row: __row,
            _relations: __relations,
        }
    }
}
#[automatically_derived]
#[allow(dead_code, private_interfaces)]
impl Invoice {
    ///The row of `crate::people::User` that this one references by `payer_id`.
    pub const fn payer() -> ::schema_core::relation::related::Related<
        Invoice_payer,
        ::schema_core::relation::Direct<crate::people::User>,
    > {
        ::schema_core::relation::related::Related::new()
    }
    ///The row of `Invoice` that this one references by `corrects`.
    pub const fn corrected() -> ::schema_core::relation::related::Related<
        Invoice_corrected,
        ::schema_core::relation::Direct<Invoice>,
    > {
        ::schema_core::relation::related::Related::new()
    }
    ///The row of `Order` that this one references by `tenant_id`, `order_id`.
    pub const fn order() -> ::schema_core::relation::related::Related<
        Invoice_order,
        ::schema_core::relation::Direct<Order>,
    > {
        ::schema_core::relation::related::Related::new()
    }
}
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    #[doc(hidden)]
    impl ::schema_core::deletion::KeyTypes for Invoice {
        type SqlTypes = (
            ::diesel::sql_types::Integer,
            (::diesel::sql_types::Integer, ()),
        );
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<0usize> for Invoice {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.tenant_id)
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<1usize> for Invoice {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.number)
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<2usize> for Invoice {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.order_id)
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<3usize> for Invoice {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            self.payer_id.as_ref()
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<4usize> for Invoice {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            self.corrects.as_ref()
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::ForeignKey<0usize> for Invoice {
        type Pairs = (
            ::schema_core::relation::key::Pair<
                3usize,
                {
                    ::schema_core::__private::referenced_position(
                        <Invoice as ::schema_core::Model>::TABLE,
                        0usize,
                        0usize,
                        ::schema_core::__private::ModelOf::<crate::people::User>::COLUMNS,
                    )
                },
            >,
            (),
        );
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::ForeignKey<1usize> for Invoice {
        type Pairs = (
            ::schema_core::relation::key::Pair<
                4usize,
                {
                    ::schema_core::__private::referenced_position(
                        <Invoice as ::schema_core::Model>::TABLE,
                        1usize,
                        0usize,
                        ::schema_core::__private::ModelOf::<Invoice>::COLUMNS,
                    )
                },
            >,
            (),
        );
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::ForeignKey<2usize> for Invoice {
        type Pairs = (
            ::schema_core::relation::key::Pair<
                0usize,
                {
                    ::schema_core::__private::referenced_position(
                        <Invoice as ::schema_core::Model>::TABLE,
                        2usize,
                        0usize,
                        ::schema_core::__private::ModelOf::<Order>::COLUMNS,
                    )
                },
            >,
            (
                ::schema_core::relation::key::Pair<
                    2usize,
                    {
                        ::schema_core::__private::referenced_position(
                            <Invoice as ::schema_core::Model>::TABLE,
                            2usize,
                            1usize,
                            ::schema_core::__private::ModelOf::<Order>::COLUMNS,
                        )
                    },
                >,
                (),
            ),
        );
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Relation for Invoice_payer {
        type Source = Invoice;
        type Kind = ::schema_core::relation::Maybe;
        type Number = ::schema_core::__private::digits::_0<
            ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
        >;
        const NAME: &'static ::core::primitive::str = "payer";
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Leads<
        Invoice,
        ::schema_core::relation::Direct<crate::people::User>,
    > for Invoice_payer {
        type Path = ::schema_core::relation::path::ToParent<
            <Invoice as ::schema_core::relation::key::ForeignKey<0usize>>::Pairs,
        >;
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Relation for Invoice_corrected {
        type Source = Invoice;
        type Kind = ::schema_core::relation::Maybe;
        type Number = ::schema_core::__private::digits::_1<
            ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
        >;
        const NAME: &'static ::core::primitive::str = "corrected";
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Leads<
        Invoice,
        ::schema_core::relation::Direct<Invoice>,
    > for Invoice_corrected {
        type Path = ::schema_core::relation::path::ToParent<
            <Invoice as ::schema_core::relation::key::ForeignKey<1usize>>::Pairs,
        >;
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Relation for Invoice_order {
        type Source = Invoice;
        type Kind = ::schema_core::relation::One;
        type Number = ::schema_core::__private::digits::_2<
            ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
        >;
        const NAME: &'static ::core::primitive::str = "order";
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Leads<Invoice, ::schema_core::relation::Direct<Order>>
    for Invoice_order {
        type Path = ::schema_core::relation::path::ToParent<
            <Invoice as ::schema_core::relation::key::ForeignKey<2usize>>::Pairs,
        >;
    }
};
