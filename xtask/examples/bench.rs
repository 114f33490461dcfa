//! What `cargo xtask bench` runs, optimised as the app is: ratios within one run, so that they mean the same on every machine.
//! A ratio names what would hurt a cheap phone: reading a service against parsing its text, and one key typed in a long
//! form against one in a short form.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use forms::{Answers, FieldId, Form, Json, Native, Pointer, Service};

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:<44} {:>10} {:>10} {:>10} {:>8}", "service", "parse", "read", "check all", "read/parse");
    for file in services(Path::new("public/services"))? {
        let text = fs::read_to_string(&file)?;
        let json = parse(&text)?;
        let service = Arc::new(Service::read(&json).0.ok_or("A service that is shipped cannot be read.")?);
        let parse = fastest(|| Json::parse(&text).is_ok());
        let read = fastest(|| Service::read(&json).0.is_some());
        let check = fastest(|| open(&service).check_all().0.is_err());
        let name = file.strip_prefix("public/services").unwrap_or(&file).display().to_string();
        println!("{name:<44} {parse:>10.1?} {read:>10.1?} {check:>10.1?} {:>8.1}", ratio(read, parse));
    }
    println!("\n{:<44} {:>10} {:>10} {:>8}", "an edit", "30 fields", "1,000", "ratio");
    for (name, edit) in EDITS {
        let (short, long) = (time(30, edit)?, time(1000, edit)?);
        println!("{name:<44} {short:>10.1?} {long:>10.1?} {:>8.1}", ratio(long, short));
    }
    Ok(())
}

/// A field, and the two texts that are typed into it in turn.
type Edit = (&'static str, [&'static str; 2]);

/// What is typed: where it changes nothing else, where an answer comes and goes, where another answer is computed from it, and where it shows and
/// hides a question.
const EDITS: [(&str, Edit); 4] = [
    ("a key", ("f5", ["Siti", "Sitti"])),
    ("an answer that comes and goes", ("f6", ["", "S"])),
    ("a key from which another answer is computed", ("f1", ["Siti", "Sitti"])),
    ("a key that shows and hides a question", ("f3", ["ya", "tidak"])),
];

/// How long one edit takes in a form of `n` fields on one step, all of them answered.
fn time(n: usize, (field, texts): Edit) -> Result<Duration, Box<dyn Error>> {
    let (service, faults) = Service::read(&plain(n)?);
    let service = service.ok_or_else(|| format!("The plain service cannot be read: {faults:?}"))?;
    let data: Json = (0..n).map(|i| (format!("f{i}"), Json::from("jawaban"))).collect();
    let answers = Answers { data, ..Answers::default() };
    let mut form = Form::open(Arc::new(service), answers, Rc::new(Native::default()));
    let field = FieldId::new(field);
    // From now on each text takes the place of the other.
    form.type_in(&field, texts[0]);
    let mut even = false;
    Ok(fastest(|| {
        even = !even;
        form.type_in(&field, texts[usize::from(even)]).fields.is_empty()
    }))
}

/// A service with `n` text fields, each with a limit of its own and most of them required, under the head of one that is shipped. The third is computed
/// from the second, the fifth is shown by the fourth.
fn plain(n: usize) -> Result<Json, Box<dyn Error>> {
    let first = services(Path::new("public/services"))?.into_iter().next().ok_or("No service is shipped.")?;
    let mut json = parse(&fs::read_to_string(first)?)?;
    let properties: Vec<String> =
        (0..n).map(|i| format!(r#""f{i}": {{ "type": "string", "maxLength": {} }}"#, 40 + i)).collect();
    let more = |i| match i {
        2 => r#", "options": { "compute": { "cat": [{ "var": "f1" }, "!"] } }"#,
        4 => {
            r##", "rule": { "effect": "SHOW", "condition": { "scope": "#/properties/f3", "schema": { "const": "ya" } } }"##
        }
        _ => "",
    };
    let control = |i| format!(r##"{{ "type": "Control", "scope": "#/properties/f{i}"{} }}"##, more(i));
    let controls: Vec<String> = (0..n).map(control).collect();
    let required: Vec<String> = (7..n).map(|i| format!(r#""f{i}""#)).collect();
    let (properties, required) = (properties.join(","), required.join(","));
    let schema = format!(r#"{{ "type": "object", "required": [{required}], "properties": {{ {properties} }} }}"#);
    let category = format!(r#"{{ "type": "Category", "label": "Satu", "elements": [ {} ] }}"#, controls.join(","));
    let uischema = format!(r#"{{ "type": "Categorization", "elements": [ {category} ] }}"#);
    for (key, value) in
        [("/schema", schema), ("/uischema", uischema), ("/text", "{}".into()), ("/outcome", "{}".into())]
    {
        json.set(&Pointer::parse(key).ok_or("No pointer.")?, parse(&value)?);
    }
    Ok(json)
}

fn parse(text: &str) -> Result<Json, Box<dyn Error>> {
    Ok(Json::parse(text).map_err(|error| format!("{error:?}"))?)
}

/// The services' files below a folder.
fn services(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            for version in fs::read_dir(path)? {
                files.push(version?.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn open(service: &Arc<Service>) -> Form {
    Form::open(service.clone(), Answers::default(), Rc::new(Native::default()))
}

/// The fastest of many tries: the one that nothing else on the machine has disturbed.
fn fastest(mut work: impl FnMut() -> bool) -> Duration {
    let until = Instant::now() + Duration::from_millis(300);
    let mut fastest = Duration::MAX;
    while Instant::now() < until {
        let start = Instant::now();
        std::hint::black_box(work());
        fastest = fastest.min(start.elapsed());
    }
    fastest
}

fn ratio(of: Duration, to: Duration) -> f64 {
    of.as_secs_f64() / to.as_secs_f64()
}
