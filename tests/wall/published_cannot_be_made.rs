// error[E0624]: associated function `shown` is private

use candour::number::Number;
use candour::protect::Published;

fn main() {
    let _ = Published::shown(Number::whole(7), "7".to_owned());
}
