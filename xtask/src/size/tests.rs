use std::path::PathBuf;

use super::{first_load, lazy, urls};
use crate::place::write;

/// A folder as the build leaves it, small enough to count by hand.
fn dist() -> PathBuf {
    let dist = std::env::temp_dir().join(format!("loket-size-{}", std::process::id()));
    let files: [(&str, &str); 9] = [
        (
            "index.html",
            "<link rel=\"stylesheet\" href=\"/style-1.css\"><script src=\"/loader-1.js\" data-worker=\"/worker-1.js\"></script>\
                        <link rel=\"apple-touch-icon\" href=\"/icons/a.png\"><a href=\"/lacak\">x</a>",
        ),
        ("style-1.css", ".top{background:url(/icons/weave.svg)}"),
        ("style-1.css.br", "12345"),
        ("loader-1.js", "123"),
        ("worker-1.js", "1234567"),
        ("icons/a.png", "1"),
        ("icons/weave.svg", "12"),
        ("services/index.json", "{}"),
        ("services/x/1.json", "{}"),
    ];
    for (path, text) in files {
        write(&dist.join(path), text.as_bytes()).unwrap();
    }
    dist
}

#[test]
fn counts_what_the_first_load_asks_for_and_no_more() {
    let dist = dist();
    let first = first_load(&dist).unwrap();
    let paths: Vec<&str> = first.iter().map(|weight| weight.path.as_str()).collect();
    assert_eq!(paths, ["/icons/weave.svg", "/index.html", "/loader-1.js", "/services/index.json", "/style-1.css"]);
    assert_eq!(first.last().unwrap().brotli, 5);
    let lazy = lazy(&dist, &first).unwrap();
    assert_eq!(lazy.iter().map(|weight| weight.path.as_str()).collect::<Vec<_>>(), ["/worker-1.js"]);
    std::fs::remove_dir_all(dist).unwrap();
}

#[test]
fn data_in_a_style_is_no_request() {
    assert_eq!(urls("a{b:url(\"/c.svg\")}d{e:url(data:image/svg+xml,x)}"), ["/c.svg"]);
}
