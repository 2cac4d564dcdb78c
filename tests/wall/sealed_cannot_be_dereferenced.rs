// error[E0614]: type `Sealed<{integer}>` cannot be dereferenced

use candour::protect::Sealed;

fn main() {
    let _ = *Sealed::seal(7);
}
