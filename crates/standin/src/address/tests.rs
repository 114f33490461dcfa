use std::net::IpAddr;

use super::Address;

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
