//! The macros work wherever a user may put them: whatever the names in scope mean, under another
//! name of the crate, in private modules, in function bodies, over several crates.

mod columns_in_scope;
mod in_a_function;
mod in_private_modules;
mod models_like_parameters;
mod models_like_words;
mod names;
mod no_prelude;
mod renamed_crate;
mod shadowed_names;
mod two_crates;
