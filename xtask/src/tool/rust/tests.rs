use super::refuse_old;

#[test]
fn a_compiler_that_is_too_old_is_refused_in_one_sentence() {
    let refused =
        |release: &str| refuse_old(&format!("rustc\nbinary: rustc\nrelease: {release}\nLLVM version: 22.1")).err();
    assert_eq!(refused("1.95.0"), None);
    assert_eq!(refused("1.100.2-nightly"), None);
    assert_eq!(refused("2.0.0"), None);
    let sentence = refused("1.94.1").unwrap();
    assert_eq!(sentence, "This is Rust 1.94.1, and Loket needs 1.95 or newer. Please run: rustup update stable");
    assert!(refused("unknown").is_some());
}
