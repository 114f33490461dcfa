use super::resolve;

#[test]
fn resolves_as_the_standard_does() {
    let base = "http://a/b/c/d;p?q";
    for (reference, want) in [
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
    ] {
        assert_eq!(resolve(base, reference), want, "{reference}");
    }
    for (base, reference, want) in [
        ("", "a.json", "a.json"),
        ("", "a/b.json#x", "a/b.json#x"),
        ("urn:uuid:1", "#x", "urn:uuid:1#x"),
        ("http://a", "b", "http://a/b"),
        ("folder/a.json", "b.json", "folder/b.json"),
        ("urn:example:root", "urn:example:other", "urn:example:other"),
        ("tag:x,1:y", "z:1", "z:1"),
    ] {
        assert_eq!(resolve(base, reference), want, "{base} {reference}");
    }
}
