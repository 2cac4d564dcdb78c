// error[E0277]: the trait bound `Sealed<{integer}>: serde::Serialize` is not satisfied

use candour::protect::Sealed;

fn serialise(_: &impl serde::Serialize) {}

fn main() {
    serialise(&Sealed::seal(7));
}
