use candour::protect::Shown;

fn rest(total: Shown, part: Shown) {
    let _ = total - part;
}

fn main() {}
