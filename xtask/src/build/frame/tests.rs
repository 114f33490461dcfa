use serde_json::json;

use super::{card, catalogue, office, replace, rupiah, strip};

#[test]
fn a_card_shows_the_facts_and_escapes_what_people_wrote() {
    let service = json!({
        "id": "uji", "title": {"id": "Usaha <mikro> & kecil", "en": "x"}, "summary": "Kata \"siapa\"?", "fee": 0, "minutes": 4
    });
    let drawn = card(&service).unwrap();
    assert!(drawn.contains("Usaha &lt;mikro&gt; &amp; kecil"), "{drawn}");
    assert!(drawn.contains("Kata &quot;siapa&quot;?"), "{drawn}");
    assert!(drawn.contains(">Gratis<") && drawn.contains(">Isi 4 menit<"), "{drawn}");
}

#[test]
fn money_is_grouped() {
    for (amount, written) in [(500, "Rp500"), (25_000, "Rp25.000"), (1_250_000, "Rp1.250.000")] {
        assert_eq!(rupiah(amount), written);
    }
}

#[test]
fn a_config_without_an_office_is_refused_in_words() {
    assert!(office(&json!({"city": "Kota"})).unwrap_err().contains("office"));
    assert!(
        office(&json!({"office": {"name": "DPMPTSP", "address": "Jl. A", "phone": " "}}))
            .unwrap_err()
            .contains("phone")
    );
}

#[test]
fn the_index_is_that_of_the_settings() {
    for (config, found) in [
        (json!({}), "/services"),
        (json!({"catalogue": "/api/layanan/"}), "/api/layanan"),
        (json!({"catalogue": "https://izin.example/api/layanan"}), "https://izin.example/api/layanan"),
    ] {
        assert_eq!(catalogue(&config), found);
    }
}

#[test]
fn values_are_put_in_once_and_unknown_names_are_refused() {
    let values = [("city", "Kota {{office}}".to_owned())];
    assert_eq!(replace("a {{city}} b", &values).unwrap(), "a Kota {{office}} b");
    assert!(replace("{{town}}", &values).unwrap_err().contains("town"));
    assert!(replace("{{city", &values).is_err());
}

#[test]
fn comments_and_indentation_go() {
    assert_eq!(strip("<a>\n  <!-- one\n two -->\n  <b>\n"), "<a>\n<b>");
}
