// error[E0277]: the trait bound `Value: From<Sealed<{integer}>>` is not satisfied

use candour::protect::Sealed;

fn main() {
    let _ = minijinja::Value::from(Sealed::seal(7));
}
