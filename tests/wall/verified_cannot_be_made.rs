// error: cannot construct `Verified` with struct literal syntax due to private fields

use candour::verify::Verified;

fn main() {
    let _ = Verified {};
}
