//! The wall of the vault: what must not compile, and what the compiler says about it.
//!
//! Each file of `tests/wall` tries one way round the types. After a change that alters only the wording, write the
//! expected messages anew with `TRYBUILD=overwrite cargo test --test wall`, and check that each case still fails for the
//! reason that its name gives.

#[test]
fn nothing_gets_round_the_types() {
    trybuild::TestCases::new().compile_fail("tests/wall/*.rs");
}
