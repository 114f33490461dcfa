use super::Json;

#[test]
fn passes_through_another_library_unchanged() {
    for text in [
        "null",
        r#"{"z":1,"a":[true,false,null,"é\n"],"m":{"y":-2.5,"x":1000000}}"#,
        "9223372036854775807",
        "[0.1,12.25,1e300]",
        r#"{"nik":"0000","list":[{},[]]}"#,
    ] {
        let ours = Json::parse(text).unwrap();
        let theirs = serde_json::from_str::<Json>(text).unwrap();
        assert_eq!(theirs, ours, "{text}");
        let written = serde_json::to_string(&ours).unwrap();
        assert_eq!(Json::parse(&written), Ok(ours), "{text}");
    }
    assert!(serde_json::from_str::<Json>("[1,").is_err());
    let ordered = r#"{"z":1,"a":{"y":2.5,"b":null}}"#;
    assert_eq!(serde_json::from_str::<Json>(ordered).unwrap().to_text(), ordered);
}
