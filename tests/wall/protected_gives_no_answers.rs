use candour::protect::Protected;

fn answers(protected: &Protected) {
    let _ = &protected.answers;
}

fn main() {}
