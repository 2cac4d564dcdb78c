use candour::protect::Sealed;

fn main() {
    let _ = minijinja::context! { secret => Sealed::seal(7) };
}
