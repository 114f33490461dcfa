use super::{FrameWords, described_by};

#[test]
fn an_input_is_described_by_what_is_said() {
    let mut words = FrameWords::default();
    assert_eq!(described_by("nik", &words), None);
    words.warnings = vec!["Cek lagi.".into()];
    assert_eq!(described_by("nik", &words).as_deref(), Some("nik-warning"));
    words.hint = Some("16 angka.".into());
    words.problems = vec!["Salah.".into()];
    assert_eq!(described_by("nik", &words).as_deref(), Some("nik-hint nik-problem nik-warning"));
}
