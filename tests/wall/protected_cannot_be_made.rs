use candour::protect::Protected;

fn main() {
    let _ = Protected {};
}
