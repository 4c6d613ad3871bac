//! Numbers as types, to tell the tables of a query apart: Diesel lets two tables appear in one query
//! only if they are known to differ.
//!
//! Its own macro writes an `impl` for each pair. Here the compiler compares the numbers of the two
//! models that a query is about, so the effort does not grow with the number of tables.
//!
//! Generated code imports everything that is public here, beside the user's models: so there is
//! nothing but names that no model has.

use super::comparison::{Compare, Different, Differs, Same};
use std::marker::PhantomData;

/// The end of a number.
pub struct _End;

impl Compare<_End> for _End {
    type Outcome = Same;
}

macro_rules! digits {
    ($($digit:ident: $($other:ident)*;)*) => {$(
        /// A digit, and those after it.
        pub struct $digit<Rest>(PhantomData<Rest>);

        impl<Asking, Rest, Other> Differs<Asking, $digit<Other>> for $digit<Rest>
        where
            Rest: Differs<Asking, Other>,
        {
        }

        $(impl<Asking, Rest, Other> Differs<Asking, $other<Other>> for $digit<Rest> {})*

        impl<Rest, Other> Compare<$digit<Other>> for $digit<Rest>
        where
            Rest: Compare<Other>,
        {
            type Outcome = Rest::Outcome;
        }

        $(impl<Rest, Other> Compare<$other<Other>> for $digit<Rest> {
            type Outcome = Different;
        })*
    )*};
}

digits! {
    _0: _1 _2 _3 _4 _5 _6 _7 _8 _9 _A _B _C _D _E _F;
    _1: _0 _2 _3 _4 _5 _6 _7 _8 _9 _A _B _C _D _E _F;
    _2: _0 _1 _3 _4 _5 _6 _7 _8 _9 _A _B _C _D _E _F;
    _3: _0 _1 _2 _4 _5 _6 _7 _8 _9 _A _B _C _D _E _F;
    _4: _0 _1 _2 _3 _5 _6 _7 _8 _9 _A _B _C _D _E _F;
    _5: _0 _1 _2 _3 _4 _6 _7 _8 _9 _A _B _C _D _E _F;
    _6: _0 _1 _2 _3 _4 _5 _7 _8 _9 _A _B _C _D _E _F;
    _7: _0 _1 _2 _3 _4 _5 _6 _8 _9 _A _B _C _D _E _F;
    _8: _0 _1 _2 _3 _4 _5 _6 _7 _9 _A _B _C _D _E _F;
    _9: _0 _1 _2 _3 _4 _5 _6 _7 _8 _A _B _C _D _E _F;
    _A: _0 _1 _2 _3 _4 _5 _6 _7 _8 _9 _B _C _D _E _F;
    _B: _0 _1 _2 _3 _4 _5 _6 _7 _8 _9 _A _C _D _E _F;
    _C: _0 _1 _2 _3 _4 _5 _6 _7 _8 _9 _A _B _D _E _F;
    _D: _0 _1 _2 _3 _4 _5 _6 _7 _8 _9 _A _B _C _E _F;
    _E: _0 _1 _2 _3 _4 _5 _6 _7 _8 _9 _A _B _C _D _F;
    _F: _0 _1 _2 _3 _4 _5 _6 _7 _8 _9 _A _B _C _D _E;
}
