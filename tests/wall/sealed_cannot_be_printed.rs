use candour::protect::Sealed;

fn main() {
    let sealed = Sealed::seal(7);
    println!("{}", sealed);
}
