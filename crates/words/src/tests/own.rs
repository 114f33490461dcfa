//! A service's own sentences: JSON Forms' error keys, the nearest first, each language by itself. The cases are case/own.json.

use forms::{Json, Lang, Native, Service, Submission};

use crate::told;

const SERVICE: &str = r##"{ "id": "a", "version": "1", "title": "A", "schema": { "type": "object", "required": ["nama"], "properties": {
    "nama": { "type": "string", "title": "Nama", "minLength": 3, "i18n": "nama" },
    "modal": { "type": "integer", "title": "Modal", "minimum": 10, "i18n": "modal" },
    "alamat": { "type": "string", "title": "Alamat", "minLength": 3 },
    "nik": { "type": "string", "title": "NIK", "format": "nik" },
    "blok": { "enum": ["A", "B"], "title": "Blok" } } },
  "text": { "id": {
    "nama.error.minLength": "Tulis nama Anda seperti di KTP.", "nama.error.required": "Nama Anda belum ada.",
    "modal.error.custom": "Modal harus sesuai aturan.", "modal.error.minimum": "Yang ini tidak terbaca.",
    "error.minLength": "Tulis lebih lengkap.",
    "nik.error.format": "Cek kode daerah, atau lanjut saja.", "nik.error.custom": "Hanya untuk yang salah, bukan untuk keraguan." },
    "en": {
      "nama.error.minLength": "Write your name as on the KTP.", "modal.error.custom": "Your capital must fit the rules.",
      "error.minLength": "Write a little more.", "nik.error.format": "Check the region, or just go on.",
      "blok.label": "Block" } } }"##;

#[test]
fn a_services_own_sentence_comes_first() {
    let (service, faults) = Service::read(&Json::parse(SERVICE).expect("JSON"));
    let service = service.unwrap_or_else(|| panic!("{faults:?}"));
    let cases = Json::parse(include_str!("../../case/own.json")).expect("JSON");
    for case in cases.as_array().expect("a list") {
        let answers = case.get("answers").cloned().expect("answers");
        let submission = Submission { service: "a".into(), version: "1".into(), answers };
        let problems = submission.problems(&service, &Native::default());
        let at = case.get("at").and_then(Json::as_str).expect("a place");
        let here: Vec<_> = problems.iter().filter(|problem| problem.pointer.as_str() == at).collect();
        let [problem] = here[..] else { panic!("{at}: {problems:?}") };
        for (lang, key) in [(Lang::Id, "id"), (Lang::En, "en")] {
            assert_eq!(Some(told(&service, problem, lang).as_str()), case.get(key).and_then(Json::as_str), "{at}");
        }
    }
}
