// error[E0369]: cannot subtract `candour::protect::Published` from `candour::protect::Published`

use candour::protect::Published;

fn rest(total: Published, part: Published) {
    let _ = total - part;
}

fn main() {}
