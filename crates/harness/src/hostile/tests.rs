use std::{rc::Rc, time::Instant};

use forms::Native;

use super::{cases, end};

#[test]
fn each_ends_soon_and_as_it_must() {
    for case in cases() {
        let begun = Instant::now();
        assert_eq!(end(&case, Rc::new(Native::default())), case.end, "{}", case.name);
        let took = begun.elapsed();
        // Not optimised and beside other tests; what is not bounded takes many minutes.
        assert!(took.as_secs() < 60, "{} took {took:?}", case.name);
    }
}
