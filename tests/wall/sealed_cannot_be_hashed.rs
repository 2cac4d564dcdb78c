use candour::protect::Sealed;

fn hash(_: impl std::hash::Hash) {}

fn main() {
    hash(Sealed::seal(7));
}
