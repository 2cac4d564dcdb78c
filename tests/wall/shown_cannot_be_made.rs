// error[E0451]: fields `number`, `text` and `revised` of struct `candour::protect::Shown` are private

use candour::number::Number;
use candour::protect::Shown;

fn main() {
    let _ = Shown { number: Some(Number::whole(7)), text: "7".to_owned(), revised: false };
}
