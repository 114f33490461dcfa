use super::check;

fn count(path: &str, text: &str) -> usize {
    let there = ["src/widget/date.rs", "style", "src/loader", "index.html"];
    check(&[(path.to_owned(), text.to_owned())], |path| there.contains(&path)).len()
}

#[test]
fn a_style_without_its_twin_is_found() {
    let cases =
        [("style/widget/date.css", 0), ("style/widget/data.css", 1), ("style/tokens.css", 0), ("style/loader.css", 0)];
    for (path, wanted) in cases {
        assert_eq!(count(path, ""), wanted, "{path}");
    }
}

#[test]
fn raw_colours_are_found_outside_the_tokens() {
    let cases = [
        (".a { color: #fff; }", 1),
        (".a { border: 1px solid rgba(0, 0, 0, .5) }", 1),
        (".a { background: white }", 1),
        (".a { color: var(--gold); }", 0),
        (".a { background: url(\"x#fff\") }", 0),
        ("#add .gold { color: inherit }", 0),
        ("/* #fff\n color: red */ .a { color: currentColor }", 0),
        (".a { color: transparent; } .b:hover { color: #123456 }", 1),
    ];
    for (text, wanted) in cases {
        assert_eq!(count("style/widget/date.css", text), wanted, "{text}");
        assert_eq!(count("style/tokens.css", text), 0, "{text}");
    }
}
