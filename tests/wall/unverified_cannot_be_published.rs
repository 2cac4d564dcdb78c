// error[E0308]: mismatched types

use candour::render::Rendered;

fn skip_the_checks(site: Rendered) {
    let _ = candour::verify::publish(site);
}

fn main() {}
