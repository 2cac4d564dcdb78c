// error[E0277]: the trait bound `Sealed<{integer}>: Hash` is not satisfied

use candour::protect::Sealed;

fn hash(_: impl std::hash::Hash) {}

fn main() {
    hash(Sealed::seal(7));
}
