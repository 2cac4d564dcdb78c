// error[E0369]: binary operation `<` cannot be applied to type `Sealed<{integer}>`

use candour::protect::Sealed;

fn main() {
    let _ = Sealed::seal(7) < Sealed::seal(8);
}
