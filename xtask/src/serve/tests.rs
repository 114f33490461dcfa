#[test]
fn a_port_is_a_number() {
    assert_eq!(super::port(None), Ok(8080));
    assert_eq!(super::port(Some("443".into())), Ok(443));
    assert!(super::port(Some("70000".into())).unwrap_err().contains("70000"));
}

#[test]
fn the_code_is_square_and_not_empty() {
    let code = super::qr("http://192.168.1.7:8080/").unwrap();
    let widths: Vec<usize> = code.lines().map(|line| line.chars().count()).collect();
    assert!(widths.len() > 10 && widths.iter().all(|width| *width == widths[0]), "{code}");
    assert!(code.contains('█') && code.contains(' '));
}
