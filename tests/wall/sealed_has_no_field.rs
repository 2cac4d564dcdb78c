// error[E0616]: field `0` of struct `Sealed` is private

use candour::protect::Sealed;

fn main() {
    let _ = Sealed::seal(7).0;
}
