use super::Sums;
use crate::place;

fn sums(text: &str) -> Sums {
    Sums::read(text).unwrap()
}

#[test]
fn what_differs_is_named() {
    let first = sums("aa  app.js\nbb  app.wasm\ncc  index.html\n");
    assert_eq!(first.differences(&sums("cc  index.html\nbb  app.wasm\naa  app.js\n")), [""; 0]);
    let second = sums("aa  app.js\nb0  app.wasm\ndd  style.css\n");
    assert_eq!(
        first.differences(&second),
        ["app.wasm: other bytes", "index.html: only in the first", "style.css: only in the second"]
    );
}

#[test]
fn a_folder_gives_the_lines_of_sha256sum_and_they_are_read_again() {
    let folder = std::env::temp_dir().join(format!("loket-sums-{}", std::process::id()));
    place::write(&folder.join("b/c.txt"), b"abc").unwrap();
    place::write(&folder.join("a.txt"), b"").unwrap();
    let found = Sums::of(&folder).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        found.text(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\n\
         ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b/c.txt\n"
    );
    assert_eq!(sums(&found.text()), found);
    assert!(Sums::read("no digests").is_err());
    assert!(Sums::of(&folder).is_err());
}
