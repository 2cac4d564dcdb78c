// error[E0369]: cannot subtract `candour::protect::Shown` from `candour::protect::Shown`

use candour::protect::Shown;

fn rest(total: Shown, part: Shown) {
    let _ = total - part;
}

fn main() {}
