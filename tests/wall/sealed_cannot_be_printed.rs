// error[E0277]: `Sealed<{integer}>` doesn't implement `std::fmt::Display`

use candour::protect::Sealed;

fn main() {
    let sealed = Sealed::seal(7);
    println!("{}", sealed);
}
