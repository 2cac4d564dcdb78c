use candour::protect::Published;

fn rest(total: Published, part: Published) {
    let _ = total - part;
}

fn main() {}
