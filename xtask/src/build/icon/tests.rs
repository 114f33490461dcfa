use super::{rename, replace};
use crate::place::{files, write};

#[test]
fn icons_get_names_by_content_and_are_named_so() {
    let dist = std::env::temp_dir().join(format!("loket-icon-{}", std::process::id()));
    write(&dist.join("icons/a.svg"), b"<svg/>").unwrap();
    write(&dist.join("icons/a-9.png"), b"png").unwrap();
    let renamed = rename(&dist).unwrap();
    let here: Vec<String> =
        files(&dist).iter().map(|file| format!("/{}", file.strip_prefix(&dist).unwrap().to_string_lossy())).collect();
    let mut new: Vec<String> = renamed.iter().map(|(_, new)| new.clone()).collect();
    new.sort();
    assert_eq!(new, here);
    let text = replace("<link href=\"/icons/a.svg\"> {\"src\": \"/icons/a-9.png\"} /icons/a.svg", &renamed);
    let name = |old: &str| renamed.iter().find(|(known, _)| known == old).unwrap().1.clone();
    let want =
        format!("<link href=\"{}\"> {{\"src\": \"{}\"}} /icons/a.svg", name("/icons/a.svg"), name("/icons/a-9.png"));
    assert_eq!(text, want);
    std::fs::remove_dir_all(dist).unwrap();
}
