//! What is asked of two numbers that are types: see [`digits`](super::digits).

/// The numbers are one.
pub struct Same;

/// The numbers are two.
pub struct Different;

/// Two numbers are not the same. `Asking` is the table that asks, for the compiler to know that no
/// other crate has more to say about the question.
#[diagnostic::on_unimplemented(
    message = "`{Asking}` is in the query already",
    label = "the same table a second time",
    note = "give it another name with `diesel::alias!`"
)]
pub trait Differs<Asking, Other> {}

/// Whether two numbers are one or two.
pub trait Compare<Other> {
    /// [`Same`] or [`Different`].
    type Outcome;
}
