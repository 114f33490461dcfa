use super::Budget;
use crate::size::Weight;

const TEXT: &str = "# why\nfirst-load = 1000\nform = 90000\n\n[lazy]\nworker = 512\nbig = 40000\n";

fn weight(path: &str, brotli: u64) -> Weight {
    Weight { path: path.into(), raw: brotli, brotli }
}

#[test]
fn says_what_is_too_large_and_what_has_no_line() {
    let budget = Budget::parse(TEXT).unwrap();
    assert!(budget.over(1000, &[weight("/worker-0a.js", 512)]).is_empty());
    let cases = [
        (1001, weight("/worker-0a.js", 1), "1 bytes over"),
        (1, weight("/worker-0a.js", 513), "allowed are 512"),
        (1, weight("/big-0a.wasm", 31_000), "allowed are 30720"),
        (1, weight("/form-0a.wasm", 90_001), "allowed are 90000"),
        (1, weight("/kiosk-0a.wasm", 1), "no line"),
        (1, weight("/service-worker.js", 1), "/service-worker.js has no line"),
    ];
    for (first, lazy, said) in cases {
        let over = budget.over(first, &[lazy]);
        assert!(over.len() == 1 && over[0].contains(said), "{over:?}");
    }
}

#[test]
fn an_update_is_read_back() {
    let mut budget = Budget::parse(TEXT).unwrap();
    budget.update(&[weight("/kiosk-0a.wasm", 700), weight("/form-0a.wasm", 80_000), weight("/service-worker.js", 512)]);
    let again = Budget::parse(&budget.write()).unwrap();
    assert_eq!(again.lazy, [("kiosk".to_owned(), 1024), ("service-worker".to_owned(), 512)]);
    assert_eq!((again.first_load, again.form), (1000, 90_000));
    assert!(Budget::parse("first-load = lots").is_err());
}
