//! A number for each model and schema, by which types and constants tell them apart.

use crate::naming::fnv1a;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;
use std::env;
use std::sync::{Mutex, PoisonError};

/// How many bits a number has: two of a thousand models have the same with a chance of one in two
/// million, and then only a query over both is refused.
const BITS: u32 = 40;

/// A number that no other model or schema of the program has, the chance of equal hashes apart.
#[derive(Clone, Copy)]
pub(crate) struct Id(u64);

impl Id {
    /// The number of an item in the file and crate that is being compiled. Items of one name, as in
    /// two modules of a file, are counted.
    pub(crate) fn unique(ident: &Ident, file: &str) -> Self {
        static COUNTS: Mutex<BTreeMap<u64, u64>> = Mutex::new(BTreeMap::new());
        let variables = ["CARGO_PKG_NAME", "CARGO_PKG_VERSION", "CARGO_CRATE_NAME"];
        let mut place: Vec<String> = variables
            .iter()
            .map(|variable| env::var(variable).unwrap_or_default())
            .collect();
        place.push(file.to_owned());
        let first = Self::of(ident, &place, 0);
        let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(first.0).or_default();
        let id = Self::of(ident, &place, *count);
        *count += 1;
        id
    }

    /// The number that follows from a name, its place, and how often both were there before.
    pub(crate) fn of(ident: &Ident, place: &[String], count: u64) -> Self {
        let name = ident.to_string();
        let place = place.iter().flat_map(|part| part.bytes().chain([0xff]));
        let hash = fnv1a(place.chain(name.bytes()).chain(count.to_le_bytes()));
        Self(hash & ((1 << BITS) - 1))
    }

    pub(crate) fn value(self) -> u64 {
        self.0
    }

    /// The number as a type, which the compiler can compare: a list of hexadecimal digits, of
    /// which the module `digits` of `schema-core` has the names.
    pub(crate) fn digits(self) -> TokenStream {
        let width = BITS as usize / 4;
        format!("{:0width$X}", self.0)
            .chars()
            .rev()
            .fold(quote!(_End), |rest, digit| {
                let digit = format_ident!("_{}", digit);
                quote!(#digit<#rest>)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::format_ident;

    #[test]
    fn items_of_one_name_in_one_file_have_different_numbers() {
        let ident = format_ident!("User");
        let first = Id::unique(&ident, "src/lib.rs").value();
        let second = Id::unique(&ident, "src/lib.rs").value();
        let elsewhere = Id::unique(&ident, "src/main.rs").value();
        assert!(first != second && first != elsewhere && second != elsewhere);
    }
}
