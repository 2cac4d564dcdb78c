use candour::protect::Sealed;

fn main() {
    let _ = Sealed::seal(7) < Sealed::seal(8);
}
