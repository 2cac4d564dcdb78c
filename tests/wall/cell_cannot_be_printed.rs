// error[E0599]: the method `to_string` exists for reference `&candour::protect::Cell`, but its trait bounds were not satisfied

use candour::protect::Cell;

fn show(cell: &Cell) -> String {
    cell.to_string()
}

fn main() {}
