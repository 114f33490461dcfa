use super::{Map, Set};

#[test]
fn entries_are_found_replaced_and_taken_in_order() {
    let mut map: Map<String, u32> =
        [("b", 2), ("a", 1), ("c", 3)].map(|(key, value)| (key.into(), value)).into_iter().collect();
    assert_eq!(map.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(map.insert("b".into(), 20), Some(2));
    assert_eq!(map.get("b"), Some(&20));
    assert_eq!(map.remove("a"), Some(1));
    assert_eq!(map.get("a"), None);
    assert_eq!(map.or_insert_with("d".into(), || 4), Some(&mut 4));
    assert_eq!(map.values().copied().collect::<Vec<_>>(), [20, 3, 4]);
}

#[test]
fn a_set_says_what_is_new() {
    let mut set = Set::new();
    assert!(set.add("x"));
    assert!(!set.add("x"));
    assert!(set.contains("x") && set.len() == 1);
}
