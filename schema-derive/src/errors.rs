//! Collects mistakes, so that all of them are reported at once.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::thread;

/// An accumulator of errors. Dropping it without [`Errors::into_compile_errors`] is a bug of this
/// crate and panics, so that no mistake can get lost.
pub(crate) struct Errors {
    errors: RefCell<Option<Vec<syn::Error>>>,
    emitted: Cell<bool>,
}

impl Errors {
    pub(crate) fn new() -> Errors {
        Errors {
            errors: RefCell::new(Some(Vec::new())),
            emitted: Cell::new(false),
        }
    }

    /// Reports a mistake at the given tokens.
    pub(crate) fn at(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Reports a mistake that was found while parsing.
    pub(crate) fn push(&self, error: syn::Error) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    /// The value of a result, or its error reported.
    pub(crate) fn handle<T, E: Into<syn::Error>>(&self, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.push(error.into());
                None
            }
        }
    }

    /// Notes a mistake whose `compile_error!` is emitted in place of a type.
    pub(crate) fn emitted_in_place(&self) {
        self.emitted.set(true);
    }

    /// Whether nothing was reported so far.
    pub(crate) fn is_empty(&self) -> bool {
        !self.emitted.get() && self.errors.borrow().as_ref().is_none_or(Vec::is_empty)
    }

    /// How many mistakes were reported so far.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().as_ref().map_or(0, Vec::len)
    }

    /// One `compile_error!` for each mistake.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        let errors = self.errors.borrow_mut().take().unwrap_or_default();
        errors.iter().map(syn::Error::to_compile_error).collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if !thread::panicking() && self.errors.borrow().is_some() {
            panic!("the errors of a macro were not reported");
        }
    }
}
