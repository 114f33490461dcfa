use super::Page;

#[test]
fn every_page_is_at_its_own_path() {
    let pages = [
        Page::Home,
        Page::Service { id: "usaha".into() },
        Page::Step { draft: "a1".into(), step: "pemilik".into() },
        Page::Step { draft: "a1".into(), step: String::new() },
        Page::Review { draft: "a1".into() },
        Page::Receipt { draft: "a1".into() },
        Page::Track,
        Page::SignIn,
        Page::System,
    ];
    for page in pages {
        assert_eq!(Page::at(&page.path()), page);
    }
}

#[test]
fn a_path_that_leads_nowhere_is_missing() {
    for path in ["/x", "/layanan", "/isi", "/isi/a/b/c", "/periksa/a/b", "/lacak/a"] {
        assert_eq!(Page::at(path), Page::Missing, "{path}");
    }
}
