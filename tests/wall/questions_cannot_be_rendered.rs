// error[E0308]: mismatched types

use candour::ask::Asked;
use candour::diagnostic::Diagnostics;

fn skip_the_vault(asked: Asked, log: &mut Diagnostics) {
    candour::render::render(asked, log);
}

fn main() {}
