use candour::verify::Verified;

fn main() {
    let _ = Verified {};
}
