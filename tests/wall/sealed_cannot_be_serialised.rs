use candour::protect::Sealed;

fn serialise(_: &impl serde::Serialize) {}

fn main() {
    serialise(&Sealed::seal(7));
}
