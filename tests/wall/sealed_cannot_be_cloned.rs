// error[E0599]: no method named `clone` found for struct `Sealed<T>` in the current scope

use candour::protect::Sealed;

fn main() {
    let _ = Sealed::seal(7).clone();
}
