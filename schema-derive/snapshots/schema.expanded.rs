::core::compile_error! {
    "`Post -> comments::Comment` needs no permission, since both are in `blog`: remove the entry"
}
/// Everything that the blog stores.
#[derive(Debug, Clone, Copy)]
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
}
const _: () = {
    const RULES: &::schema_core::__private::Rules = &::schema_core::__private::Rules {
        id: ::schema_core::__private::id_of(
            ::core::module_path!(),
            "Blog",
            ::core::line!(),
            ::core::column!(),
        ),
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
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    pub struct Zero<Rest>(::core::marker::PhantomData<Rest>);
    pub struct One<Rest>(::core::marker::PhantomData<Rest>);
    pub trait Listed<Asking> {
        type Position;
    }
    pub trait Differs<Other> {}
    impl<Rest, Other> Differs<One<Other>> for Zero<Rest> {}
    impl<Rest, Other> Differs<Zero<Other>> for One<Rest> {}
    impl<Rest: Differs<Other>, Other> Differs<Zero<Other>> for Zero<Rest> {}
    impl<Rest: Differs<Other>, Other> Differs<One<Other>> for One<Rest> {}
    impl<Asking> Listed<Asking>
    for ::schema_core::__private::Id<{ ::schema_core::__private::ModelOf::<User>::ID }> {
        type Position = Zero<Zero<()>>;
    }
    impl<Asking> Listed<Asking>
    for ::schema_core::__private::Id<{ ::schema_core::__private::ModelOf::<Post>::ID }> {
        type Position = Zero<One<()>>;
    }
    impl<Asking> Listed<Asking>
    for ::schema_core::__private::Id<
        { ::schema_core::__private::ModelOf::<comments::Comment>::ID },
    > {
        type Position = One<Zero<()>>;
    }
    impl<Asking> Listed<Asking>
    for ::schema_core::__private::Id<
        { ::schema_core::__private::ModelOf::<billing::Account>::ID },
    > {
        type Position = One<One<()>>;
    }
    impl<Other> ::schema_core::__private::Beside<Other> for User
    where
        Other: ::schema_core::__private::TableOf<User>,
        Other::Id: Listed<Other>,
        Zero<Zero<()>>: Differs<<Other::Id as Listed<Other>>::Position>,
    {}
    impl<Other> ::schema_core::__private::Beside<Other> for Post
    where
        Other: ::schema_core::__private::TableOf<Post>,
        Other::Id: Listed<Other>,
        Zero<One<()>>: Differs<<Other::Id as Listed<Other>>::Position>,
    {}
    impl<Other> ::schema_core::__private::Beside<Other> for comments::Comment
    where
        Other: ::schema_core::__private::TableOf<comments::Comment>,
        Other::Id: Listed<Other>,
        One<Zero<()>>: Differs<<Other::Id as Listed<Other>>::Position>,
    {}
    impl ::schema_core::__private::Beside<<User as ::schema_core::Model>::Table>
    for billing::Account {}
    impl ::schema_core::__private::Beside<<Post as ::schema_core::Model>::Table>
    for billing::Account {}
    impl ::schema_core::__private::Beside<
        <comments::Comment as ::schema_core::Model>::Table,
    > for billing::Account {}
};
