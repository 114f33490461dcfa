use super::Code;

#[test]
fn a_code_is_read_whole_or_not_at_all() {
    let (place, key) = ("A".repeat(26), "B".repeat(52));
    let phone = Code::read(&format!("HP.{place}.{key}.t23pn3.usaha-mikro"));
    let from = Code::FromKiosk {
        place: place.clone(),
        secret: key.clone(),
        at: 1_757_051_535.0,
        service: "usaha-mikro".into(),
    };
    assert_eq!(phone, Some(from));
    let to = Code::ToKiosk { place: place.clone(), digest: key.clone() };
    assert_eq!(Code::read(&format!("KIOSK.{place}.{key}")), Some(to));
    let bad = [
        String::new(),
        "HP".into(),
        format!("HP.{place}.{key}"),
        format!("HP.{place}.{key}.-1.usaha"),
        format!("HP.{place}.{key}.t1.usaha.more"),
        format!("HP.{place}.{}.t1.usaha", key.to_lowercase()),
        format!("HP.{}.{key}.t1.usaha", "A".repeat(27)),
        format!("KIOSK.{place}.{key}.more"),
        format!("TV.{place}.{key}"),
        format!("KIOSK.{place}.{}é", "B".repeat(50)),
    ];
    for fragment in bad {
        assert_eq!(Code::read(&fragment), None, "{fragment}");
    }
}
