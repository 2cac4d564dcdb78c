// error: cannot construct `Protected` with struct literal syntax due to private fields

use candour::protect::Protected;

fn main() {
    let _ = Protected {};
}
