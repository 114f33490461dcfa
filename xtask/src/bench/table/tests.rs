//! Lines become rows with ratios; what is no measure is refused with its words.

use super::Rates;

#[test]
fn rates_stand_beside_ajv() {
    let mut rates = Rates::default();
    rates.add("engine", "30 fields compile+validate 5000\n").unwrap();
    rates.read("30 fields compile+validate ajv 50").unwrap();
    let table = rates.table("natively");
    let row: Vec<&str> = table.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(row, ["30", "fields", "compile+validate", "50", "5000", "100.00x"]);
}

#[test]
fn what_is_no_measure_is_said() {
    let error = Rates::default().read("TypeError: no").unwrap_err();
    assert!(error.contains("TypeError: no"), "{error}");
}
