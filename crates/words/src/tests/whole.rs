//! What is wrong with a whole, with what no question asks, and with what was worked out. The cases are case/whole.json.

use forms::{Json, Lang, Native, Pointer, Service, Submission};

use crate::told;

#[test]
fn each_has_a_subject() {
    let files = Json::parse(include_str!("../../case/whole.json")).expect("JSON");
    for file in files.as_array().expect("a list") {
        let mut json = Json::parse(r#"{ "id": "a", "version": "1", "title": "A" }"#).expect("JSON");
        for key in ["schema", "uischema"] {
            file.get(key).into_iter().for_each(|value| json.set(&Pointer::root().join(key), value.clone()));
        }
        let (service, faults) = Service::read(&json);
        let service = service.unwrap_or_else(|| panic!("{faults:?}"));
        for case in file.get("cases").and_then(Json::as_array).expect("a list") {
            let answers = case.get("answers").cloned().expect("answers");
            let submission = Submission { service: "a".into(), version: "1".into(), answers };
            let problems = submission.problems(&service, &Native::default());
            let keyword = case.get("keyword").and_then(Json::as_str).expect("a keyword");
            let here: Vec<_> = problems.iter().filter(|problem| problem.keyword() == keyword).collect();
            let [problem] = here[..] else { panic!("{}: {problems:?}", case.to_text()) };
            for (lang, key) in [(Lang::Id, "id"), (Lang::En, "en")] {
                assert_eq!(Some(told(&service, problem, lang).as_str()), case.get(key).and_then(Json::as_str));
            }
        }
    }
}
