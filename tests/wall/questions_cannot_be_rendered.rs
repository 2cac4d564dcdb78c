// error[E0308]: mismatched types

use candour::ask::Asked;
use candour::diagnostic::Diagnostics;
use candour::render::Sketchbook;

fn skip_the_vault(asked: Asked, book: &Sketchbook, log: &mut Diagnostics) {
    candour::render::render(asked, book, log);
}

fn main() {}
