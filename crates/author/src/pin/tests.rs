use std::num::NonZeroU32;

use forms::{Json, Map, Native, Pointer, Schema};

use super::{entry, hash, hex};

/// The vectors of RFC 7914, section 11.
#[test]
fn the_hash_is_pbkdf2_with_hmac_sha_256() {
    let hashed = |pin: &str, salt: &[u8], n: u32| hex(&hash(pin, salt, NonZeroU32::new(n).expect("some")));
    assert_eq!(hashed("passwd", b"salt", 1), "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    assert_eq!(hashed("Password", b"NaCl", 80_000), "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
}

#[test]
fn an_entry_is_what_the_settings_want() {
    let made = entry("Loket 3", "246810\n".as_bytes()).expect("an entry");
    let again = entry("Loket 3", "246810\n".as_bytes()).expect("an entry");
    assert_ne!(made, again);
    let made = Json::parse(&made).expect("JSON");
    let schema = Json::parse(include_str!("../../../../public/config.schema.json")).expect("JSON");
    let place = Pointer::parse("/properties/kiosk/properties/officers/items").expect("a pointer");
    let officer = Schema::compile(schema.at(&place).expect("the entry's schema"), &Map::new()).expect("a sound schema");
    assert_eq!(officer.validate(&made, &Native::default()), Vec::new());
}

#[test]
fn what_is_no_counter_and_no_pin_is_refused() {
    for (counter, pin) in
        [("", "246810"), ("<3>", "246810"), (" 3", "246810"), ("3", "24681"), ("3", "24681x"), ("3", "")]
    {
        assert!(entry(counter, pin.as_bytes()).is_err(), "{counter} {pin}");
    }
}
