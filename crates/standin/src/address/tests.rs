use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue},
};

use super::{Address, Way};
use crate::Settings;

#[test]
fn a_subscriber_of_ipv6_is_one() {
    let check =
        |ip: &str, want: &str| assert_eq!(Address::from(ip.parse::<IpAddr>().expect("an address")).to_string(), want);
    check("192.0.2.7", "192.0.2.7");
    check("::ffff:192.0.2.7", "192.0.2.7");
    check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
    check("2001:db8:1:2::9", "2001:db8:1:2::");
    check("2001:db8:1:3::9", "2001:db8:1:3::");
}

#[test]
fn a_header_is_believed_from_a_proxy_only() {
    let flags = |flags: &str| Settings::read(flags.split(' ').map(String::from)).expect("settings");
    let plain = flags("--proxy 10.0.0.0/8 --proxy 2001:db8::1");
    let forwarded = flags("--proxy 10.0.0.0/8 --forwarded");
    let check = |settings: &Settings, peer: &str, lines: &[(&'static str, &'static str)], want: (&str, bool)| {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("an address"), 1)));
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        let way = Way::of(settings, &extensions, &headers);
        assert_eq!((way.from.expect("an address").to_string().as_str(), way.is_https), want, "{peer} {lines:?}");
    };
    const FOR: &str = "x-forwarded-for";
    const PROTO: &str = "x-forwarded-proto";
    check(&plain, "192.0.2.7", &[(FOR, "198.51.100.1"), (PROTO, "https")], ("192.0.2.7", false));
    check(&plain, "10.1.2.3", &[(FOR, "198.51.100.1"), (PROTO, "https")], ("198.51.100.1", true));
    // What the stranger wrote stands before what the proxies added.
    check(&plain, "10.1.2.3", &[(FOR, "203.0.113.9, 198.51.100.1, 10.9.9.9")], ("198.51.100.1", false));
    check(&plain, "10.1.2.3", &[(FOR, "203.0.113.9"), (FOR, "198.51.100.1")], ("198.51.100.1", false));
    check(&plain, "10.1.2.3", &[(FOR, "203.0.113.9, nonsense")], ("10.1.2.3", false));
    check(&plain, "10.1.2.3", &[], ("10.1.2.3", false));
    check(&plain, "2001:db8::1", &[(FOR, "[2001:db8:5:6::7]:443")], ("2001:db8:5:6::", false));
    // The header that was not chosen is the stranger's own.
    check(&plain, "10.1.2.3", &[("forwarded", "for=203.0.113.9")], ("10.1.2.3", false));
    let both = [("forwarded", "for=\"[2001:db8:5:6::7]\";proto=https, for=10.9.9.9;proto=https"), (FOR, "203.0.113.9")];
    check(&forwarded, "10.1.2.3", &both, ("2001:db8:5:6::", true));
}
