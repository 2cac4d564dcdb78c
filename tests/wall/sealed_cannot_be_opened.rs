// error[E0624]: method `open` is private

use candour::protect::Sealed;

fn main() {
    let _ = Sealed::seal(7).open();
}
