// error[E0616]: field `answers` of struct `Protected` is private

use candour::protect::Protected;

fn answers(protected: &Protected) {
    let _ = &protected.answers;
}

fn main() {}
