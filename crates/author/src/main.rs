//! `loket`, the command for people who write and publish services: each of its commands is one module. HELP says what they do.

use std::{env, fs, path::Path, process::ExitCode};

use forms::{Json, Lang};
use loket::{check, headers, import, kiosk, pin, pretty, publish, validate};

const HELP: &str = "\
loket check [--live --config CONFIG --origin ORIGIN] FILE...

  Reads service files (and services/index.json) and names each fault with its line and its place.
  The last line counts; the exit code is 1 when there are errors, 2 for a wrong call.
  With --live, the backend of CONFIG and of each service is asked as a browser would at ORIGIN (CORS; on its own origin, what keeps
  replies from being pages).

loket validate SCHEMA-or-SERVICE ANSWERS.json [--lang id|en]

  Judges answers as the app does and prints their problems as a JSON list: pointer, keyword, severity, got, want, sentence.
  The exit code is 1 when there are problems, 2 when a file cannot be read or the definition has errors.

loket import OPENAPI --operation ID [--base URL]

  Makes a service of an operation of an OpenAPI document (3.0 or 3.1, JSON or YAML). The service goes to stdout, what a
  person should look at to stderr.

loket publish DIR FILE

  Puts a service into a folder that is served: version, index, titles in index.html, compressed files. All or nothing, one at a
  time, and no link inside DIR is followed.

loket pin COUNTER

  Reads the PIN of a counter's officer (six digits) from stdin and prints its entry for `kiosk.officers` of config.json.

loket kiosk ID

  Makes the secret of a kiosk, and prints what goes into its own settings and into config.json.

loket headers CONFIG [nginx|apache|caddy]

  Prints the headers, the rules of caching and the settings of TLS that the app needs, and what the backend's replies need beside it.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, words)) if command == "check" && !words.is_empty() => check_files(words),
        Some((command, words)) if command == "validate" => validate_files(words),
        Some((command, words)) if command == "import" => import_file(words),
        Some((command, [folder, file])) if command == "publish" => {
            told(publish::publish(Path::new(folder), Path::new(file)).map(|said| said + "\n"))
        }
        Some((command, [counter])) if command == "pin" => told(pin::entry(counter, std::io::stdin().lock())),
        Some((command, [id])) if command == "kiosk" => told(kiosk::unit(id)),
        Some((command, [config])) if command == "headers" => print_headers(config, "nginx"),
        Some((command, [config, server])) if command == "headers" => print_headers(config, server),
        Some((command, _)) if command == "help" || command == "--help" || command == "-h" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => wrong_call(HELP),
    }
}

fn check_files(words: &[String]) -> ExitCode {
    let (live, files) = match words {
        [flag, config, file, origin, url, files @ ..]
            if flag == "--live" && config == "--config" && origin == "--origin" =>
        {
            match live(file, url) {
                Ok(live) => (Some(live), files),
                Err(reason) => return wrong_call(&reason),
            }
        }
        [flag, ..] if flag.starts_with("--") => return wrong_call(HELP),
        files => (None, files),
    };
    let (mut n_errors, mut n_warnings) = (0, 0);
    for file in files {
        let faults = match fs::read_to_string(file) {
            Ok(text) => check::check_with(&text, live.as_ref()),
            Err(error) => vec![check::Line::error("", &format!("cannot be read: {error}"))],
        };
        for fault in faults {
            println!("{file}:{}: {fault}", fault.line);
            if fault.is_error { n_errors += 1 } else { n_warnings += 1 }
        }
    }
    println!("{}, {}, {}", count(files.len(), "file"), count(n_errors, "error"), count(n_warnings, "warning"));
    if n_errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn live(config: &str, origin: &str) -> Result<check::Live, String> {
    let text = read(config)?;
    let config = Json::parse(&text).map_err(|error| format!("{config}: {}\n", check::not_json(&text, error.offset)))?;
    Ok(check::Live { config, origin: origin.trim_end_matches('/').to_owned() })
}

fn import_file(words: &[String]) -> ExitCode {
    let (file, operation, base) = match words {
        [file, flag, id] if flag == "--operation" => (file, id, None),
        [file, flag, id, base, url] if flag == "--operation" && base == "--base" => (file, id, Some(url.clone())),
        _ => return wrong_call(HELP),
    };
    let wish = import::Wish { operation: operation.clone(), base };
    let lang = Lang::En;
    match read(file).and_then(|text| import::import(&text, &wish).map_err(|said| String::from(said.text(lang)))) {
        Ok(imported) => {
            imported.notes.iter().for_each(|note| eprintln!("{}", note.line(lang)));
            print!("{}", pretty::pretty(&imported.service));
            ExitCode::SUCCESS
        }
        Err(reason) => wrong_call(&format!("{reason}\n")),
    }
}

fn print_headers(config: &str, server: &str) -> ExitCode {
    told(read(config).and_then(|text| headers::headers(&text, server)))
}

fn told(said: Result<String, String>) -> ExitCode {
    match said {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{}", reason.trim_end());
            ExitCode::from(1)
        }
    }
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file}: cannot be read: {error}"))
}

fn validate_files(words: &[String]) -> ExitCode {
    let (definition, answers, lang) = match words {
        [definition, answers] => (definition, answers, Some(Lang::Id)),
        [definition, answers, flag, code] if flag == "--lang" => {
            (definition, answers, [Lang::Id, Lang::En].into_iter().find(|lang| lang.tag() == code))
        }
        _ => return wrong_call(HELP),
    };
    let Some(lang) = lang else { return wrong_call("--lang is id or en.\n") };
    let read = |file: &String| fs::read_to_string(file).map_err(|error| format!("{file}: cannot be read: {error}"));
    let texts = read(definition).and_then(|definition| Ok((definition, read(answers)?)));
    match texts.and_then(|(definition, answers)| validate::validate(&definition, &answers, lang)) {
        Ok(problems) => {
            let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {}", problem.to_text())).collect();
            println!("[{}{}]", lines.join(","), if lines.is_empty() { "" } else { "\n" });
            if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(reason) => wrong_call(&format!("{reason}\n")),
    }
}

fn wrong_call(reason: &str) -> ExitCode {
    eprint!("{reason}");
    ExitCode::from(2)
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
