use serde_json::json;

use super::{dependencies, forbidden};

#[test]
fn a_dependency_that_is_not_listed_is_found() {
    let package = |name: &str, other: &str, kind: Option<&str>| {
        let metadata = json!({"packages": [{"name": name, "dependencies": [{"name": other, "kind": kind}]}]});
        dependencies(&metadata).len()
    };
    assert_eq!(package("rest", "forms", None), 0);
    assert_eq!(package("rest", "serde_json", None), 1);
    assert_eq!(package("rest", "serde_json", Some("dev")), 0);
    assert_eq!(package("words", "rest", None), 1);
    assert_eq!(package("standin", "axum", None), 0);
    assert_eq!(package("standin", "loket-app", None), 1);
}

#[test]
fn a_forbidden_crate_is_found_unless_leptos_brought_it() {
    let tree = "0 loket-app v0.1.0\n1 forms v0.1.0\n2 regex v1.0.0\n1 leptos v0.8.0\n2 server_fn v0.8.0\n3 url v2.0.0\n1 uuid v1.0.0";
    let found: Vec<String> = forbidden(tree).into_iter().map(|fault| fault.what).collect();
    assert_eq!(
        found,
        ["regex reaches the app: loket-app -> forms -> regex.", "uuid reaches the app: loket-app -> uuid."]
    );
}
