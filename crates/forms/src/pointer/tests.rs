use super::Pointer;

#[test]
fn reads_pointers_and_fragments() {
    for (text, want) in [
        ("", Some("")),
        ("/a/0", Some("/a/0")),
        ("#/a/0", Some("/a/0")),
        ("#", Some("")),
        ("#/a%20b", Some("/a b")),
        ("/", Some("/")),
        ("/a~1b~0", Some("/a~1b~0")),
        ("a", None),
        ("#a", None),
        ("/~2", None),
        ("/~", None),
    ] {
        assert_eq!(Pointer::parse(text).as_ref().map(Pointer::as_str), want, "{text}");
    }
}

#[test]
fn joins_and_splits() {
    let place = Pointer::root().join("a/b").join("~").join_index(12);
    assert_eq!(place.as_str(), "/a~1b/~0/12");
    assert_eq!(place.tokens().collect::<Vec<_>>(), ["a/b", "~", "12"]);
    assert_eq!(place.last().as_deref(), Some("12"));
    assert_eq!(place.parent().map(|parent| parent.as_str().to_owned()), Some("/a~1b/~0".to_owned()));
    assert_eq!(Pointer::root().parent(), None);
    assert_eq!(Pointer::root().tokens().count(), 0);
    assert_eq!(Pointer::root().join("~1").tokens().collect::<Vec<_>>(), ["~1"]);
}

#[test]
fn contains_itself_and_what_lies_below() {
    for (above, below, want) in
        [("/a", "/a", true), ("/a", "/a/b", true), ("/a", "/ab", false), ("", "/a", true), ("/a/b", "/a", false)]
    {
        let (above, below) = (Pointer(above.into()), Pointer(below.into()));
        assert_eq!(above.contains(&below), want);
    }
}
