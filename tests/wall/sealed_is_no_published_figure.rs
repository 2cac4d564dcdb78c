// error[E0308]: mismatched types

use candour::protect::{Published, Sealed};

fn draw(_: &Published) {}

fn main() {
    draw(&Sealed::seal(7));
}
