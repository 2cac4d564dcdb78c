// error[E0277]: the trait bound `Value: From<candour::protect::Cell>` is not satisfied

use candour::protect::Cell;

fn value(cell: Cell) -> minijinja::Value {
    cell.into()
}

fn main() {}
