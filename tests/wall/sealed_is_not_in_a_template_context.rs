// error[E0277]: the trait bound `Value: From<Sealed<{integer}>>` is not satisfied

use candour::protect::Sealed;

fn main() {
    let _ = minijinja::context! { secret => Sealed::seal(7) };
}
