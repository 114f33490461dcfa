//! One row per format: what is of it, what is not. The official suite has more (cargo xtask conformance).

use super::Format;
use crate::case::World;

#[test]
fn texts_of_a_format_and_others() {
    for (name, good, bad) in [
        ("date", &["2026-11-24", "2000-02-29"][..], &["2026-02-29", "24-11-2026", ""][..]),
        (
            "time",
            &["08:30:06Z", "08:30:06.283+07:00", "06:59:60+07:00"],
            &["08:30:06", "8:30:06Z", "24:00:00Z", "08:30:06.Z", "23:59:60+07:00"],
        ),
        (
            "date-time",
            &["2026-11-24T08:30:06+07:00", "2026-11-24t08:30:06z"],
            &["2026-11-24 08:30:06Z", "2026-11-31T08:30:06Z", "2026-11-24T"],
        ),
        (
            "duration",
            &["P1Y2M3DT4H5M6S", "P2W", "PT0S", "P1M"],
            &["P", "PT", "P1", "P1Y3D", "P1H", "PT1D", "P1YT", "P1W2D", "PW", "1Y", "P1é"],
        ),
        (
            "email",
            &["budi@contoh.id", "a.b+c@d-e.co.id", "\"a b\"@c.id", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@localhost"],
            &[
                "budi",
                "budi@",
                "@contoh.id",
                "a..b@c.id",
                ".a@c.id",
                "a b@c.id",
                "a@b..c",
                "a@-b.c",
                "a@[1.2.3]",
                "\"a\"b\"@c.id",
                "a@b_c",
                "\"\\\"@c",
            ],
        ),
        ("hostname", &["contoh.id", "1a", "xn--4gbwdl"], &["", ".", "a.", "-a", "a-", "a_b", "é.id"]),
        ("ipv4", &["0.0.0.0", "255.1.22.3"], &["256.0.0.0", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.x", "1..2.3"]),
        (
            "ipv6",
            &[
                "::",
                "::1",
                "1::",
                "1:2:3:4:5:6:7:8",
                "1::8",
                "::ffff:1.2.3.4",
                "1:2:3:4:5:6:1.2.3.4",
                "1:2:3:4:5:6:7::",
            ],
            &[
                "",
                ":",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":::",
                "12345::",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:8::",
                "g::",
            ],
        ),
        (
            "uri",
            &["https://contoh.id:8080/a%20b?c=d#e", "mailto:a@b.id", "urn:x:y", "http://[::1]/", "http://a@b/"],
            &[
                "contoh.id",
                "//contoh.id",
                "http://a b",
                "http://a:x/",
                "1a:b",
                "http://[x]/",
                "http://a/%zz",
                "http://a/\\",
                ":a",
            ],
        ),
        (
            "uuid",
            &["2eb8aa08-aa98-11ea-b4aa-73b441d16380"],
            &["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"],
        ),
        ("json-pointer", &["", "/a/0", "/~0~1"], &["a", "/~", "/~2", "#/a"]),
        ("regex", &["^a+$", ""], &["(", "a{2", "[", "\\"]),
    ] {
        let format = Format::named(name).unwrap();
        assert_eq!(format.name(), name);
        for text in good {
            assert!(format.holds(text, &World::default()), "{name}: {text}");
        }
        for text in bad {
            assert!(!format.holds(text, &World::default()), "{name}: {text}");
        }
    }
}

#[test]
fn names_lead_to_our_formats_and_nowhere_else() {
    assert_eq!(Format::named("nik").map(Format::name), Some("nik"));
    assert_eq!(Format::named("idn-hostname"), None);
    assert_eq!(Format::named(""), None);
}
