::core::compile_error! {
    "`Post -> comments::Comment` needs no permission, since both are in `blog`: remove the entry"
}
/// Everything that the blog stores.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct Blog;
#[automatically_derived]
impl ::schema_core::Schema for Blog {
    const SCHEMA: &'static ::schema_core::definition::Schema = &::schema_core::definition::Schema {
        name: "Blog",
        comment: "Everything that the blog stores.",
        domains: &[
            ::schema_core::definition::Domain {
                name: "auth",
                tables: &[<User as ::schema_core::Model>::TABLE],
                relations: &[<User as ::schema_core::Model>::RELATIONS],
            },
            ::schema_core::definition::Domain {
                name: "blog",
                tables: &[
                    <Post as ::schema_core::Model>::TABLE,
                    <comments::Comment as ::schema_core::Model>::TABLE,
                ],
                relations: &[
                    <Post as ::schema_core::Model>::RELATIONS,
                    <comments::Comment as ::schema_core::Model>::RELATIONS,
                ],
            },
            ::schema_core::definition::Domain {
                name: "Blog",
                tables: &[],
                relations: &[],
            },
        ],
        external: &[<billing::Account as ::schema_core::Model>::TABLE],
        shared: &[<User as ::schema_core::Model>::NAME.model],
        allow: &[
            (
                <Post as ::schema_core::Model>::NAME.model,
                <comments::Comment as ::schema_core::Model>::NAME.model,
            ),
        ],
    };
    const CLASHES: &'static [::core::option::Option<::schema_core::__private::Clash>] = {
        const SLOTS: ::core::primitive::usize = ::schema_core::__private::count_slots(
            <Blog as ::schema_core::Schema>::SCHEMA,
        );
        &::schema_core::__private::find_clashes::<
            3usize,
            SLOTS,
        >(<Blog as ::schema_core::Schema>::SCHEMA)
    };
}
const _: () = {
    const RULES: &::schema_core::__private::Rules = &::schema_core::__private::Rules {
        id: 706480523953u64,
        name: "Blog",
        external: &[<billing::Account as ::schema_core::Model>::NAME],
        shared: &[<User as ::schema_core::Model>::NAME.model],
        allow: &[
            (
                <Post as ::schema_core::Model>::NAME.model,
                <comments::Comment as ::schema_core::Model>::NAME.model,
            ),
        ],
    };
    #[automatically_derived]
    impl ::schema_core::InSchema for User {
        const SCHEMA: &'static ::schema_core::definition::Schema = <Blog as ::schema_core::Schema>::SCHEMA;
        const DOMAIN: &'static str = "auth";
        const MEMBERSHIP: ::schema_core::__private::Membership = ::schema_core::__private::Membership {
            domain: "auth",
            schema: RULES,
        };
    }
    #[automatically_derived]
    impl ::schema_core::InSchema for Post {
        const SCHEMA: &'static ::schema_core::definition::Schema = <Blog as ::schema_core::Schema>::SCHEMA;
        const DOMAIN: &'static str = "blog";
        const MEMBERSHIP: ::schema_core::__private::Membership = ::schema_core::__private::Membership {
            domain: "blog",
            schema: RULES,
        };
    }
    #[automatically_derived]
    impl ::schema_core::InSchema for comments::Comment {
        const SCHEMA: &'static ::schema_core::definition::Schema = <Blog as ::schema_core::Schema>::SCHEMA;
        const DOMAIN: &'static str = "blog";
        const MEMBERSHIP: ::schema_core::__private::Membership = ::schema_core::__private::Membership {
            domain: "blog",
            schema: RULES,
        };
    }
};
