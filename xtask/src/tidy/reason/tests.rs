use super::unexplained;

fn faults(text: &str) -> Vec<(usize, String)> {
    unexplained("Cargo.toml", text).into_iter().map(|fault| (fault.line, fault.what)).collect()
}

#[test]
fn a_crate_of_others_without_a_reason_is_found() {
    let text = "[package]\nname = \"a\"\n\n[dependencies]\nforms.workspace = true\nwords = { workspace = true }\nurl = \"2\"\n";
    assert_eq!(faults(text), [(7, "What is url for? Say it there.".to_owned())]);
    assert_eq!(faults("[dev-dependencies]\nhttp = \"1\"\n").len(), 1);
    assert_eq!(faults("[target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n").len(), 1);
    assert_eq!(faults("[dependencies]\n# Covers one.\nbrotli = \"8\"\nring = \"0.17\"\n").len(), 1);
}

#[test]
fn a_reason_stands_above_or_behind() {
    assert_eq!(
        faults("[dependencies]\n# Bytes.\nbrotli = { features = [\n    \"a\",\n] }\nring = \"0.17\" # Digests.\n"),
        []
    );
    assert_eq!(faults("[features]\nnative = [\"dep:regress\"]\n"), []);
}
