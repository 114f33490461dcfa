use super::Args;

fn args(line: &str) -> Args {
    Args(line.split_whitespace().map(str::to_owned).collect())
}

#[test]
fn takes_what_it_knows_and_refuses_the_rest() {
    let mut args = args("serve --lan --tls a.pem b.pem --port 90");
    assert_eq!(args.word().as_deref(), Some("serve"));
    assert!(args.flag("--lan"));
    assert!(!args.flag("--lan"));
    assert_eq!(args.values::<2>("--tls").unwrap(), Some(["a.pem".to_owned(), "b.pem".to_owned()]));
    assert_eq!(args.value("--port").unwrap().as_deref(), Some("90"));
    assert!(args.finish().is_ok());
}

#[test]
fn says_when_a_word_is_missing_or_strange() {
    assert!(args("--port").value("--port").is_err());
    assert!(args("--tls only").values::<2>("--tls").is_err());
    assert!(args("--colour").finish().unwrap_err().contains("--colour"));
}
