use super::check;
use crate::tidy::source::Source;

fn count(files: &[(&str, &str)]) -> usize {
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::read((*path).into(), text)).collect();
    check(&sources).len()
}

#[test]
fn two_public_types_of_one_name_are_found() {
    assert_eq!(count(&[("src/a.rs", "pub struct Seal;"), ("src/b.rs", "pub enum Seal { A }")]), 1);
    assert_eq!(count(&[("src/a.rs", "pub trait Seal {}\npub type Seal = u8;")]), 1);
}

#[test]
fn names_of_other_crates_and_private_ones_are_free() {
    assert_eq!(count(&[("src/a.rs", "pub struct Seal;"), ("crates/rest/src/b.rs", "pub struct Seal;")]), 0);
    assert_eq!(count(&[("src/a.rs", "pub struct Seal;"), ("src/b.rs", "struct Seal; pub(crate) struct Seal;")]), 0);
    assert_eq!(count(&[("src/page/a.rs", "pub struct Props;"), ("src/page/b.rs", "pub struct Props;")]), 0);
}
