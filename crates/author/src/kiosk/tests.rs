use forms::Lang;
use ring::digest::{SHA256, digest};

use super::unit;

#[test]
fn a_kiosk_gets_a_secret_of_its_own_and_its_digest() {
    let told = unit("mpp-1").unwrap();
    assert!(told.text(Lang::Id).starts_with("Di /etc/"));
    let told = told.text(Lang::En);
    let secret = told.lines().find_map(|line| line.strip_prefix("LOKET_SECRET=")).unwrap();
    assert!(secret.len() == 26 && secret.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7')), "{secret}");
    let hash: String = digest(&SHA256, secret.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(told.ends_with(&format!("\"mpp-1\": \"{hash}\"\n")), "{told}");
    assert_ne!(told, unit("mpp-1").unwrap().text(Lang::En));
    for id in ["", "mpp 1", "mpp/1", "é", &"a".repeat(41)] {
        assert!(unit(id).is_err(), "{id}");
    }
}
