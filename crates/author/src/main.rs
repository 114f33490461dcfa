//! `loket`, the command for people who write and publish services: it reads the call, asks the module of that command, and says what
//! came of it in the caller's language. `help` says what the commands do.

use std::{env, fs, path::Path, process::ExitCode};

use forms::{Json, Lang};
use loket::{
    call::{self, Call},
    check, headers, help, import, kiosk, pin, pretty, publish,
    said::Said,
    validate,
};

fn main() -> ExitCode {
    let locale = call::locale(|name| env::var(name).ok());
    let call = match Call::read(env::args_os().skip(1)) {
        Ok(call) => call,
        Err(said) => {
            let words: Vec<String> = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
            let lang = call::asked(words.iter().map(String::as_str)).unwrap_or(locale);
            return wrong_call(&unfitting(&said, lang));
        }
    };
    let lang = call.lang.unwrap_or(locale);
    if call.is_version {
        println!("loket {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    }
    if call.is_help || call.command == "help" {
        print!("{}", help::help(lang));
        return ExitCode::SUCCESS;
    }
    match (call.command.as_str(), call.words.as_slice()) {
        ("check", files) if !files.is_empty() => check_files(&call, files, lang),
        ("validate", [definition, answers]) => validate_files(definition, answers, lang),
        ("import", [file]) => import_file(&call, file, lang),
        ("publish", [folder, file]) => {
            let published = publish::publish(Path::new(folder), Path::new(file));
            told(published.map(|said| format!("{}\n", said.text(lang))), lang)
        }
        ("pin", [counter]) => told(pin::entry(counter, std::io::stdin().lock()), lang),
        ("kiosk", [id]) => told(kiosk::unit(id).map(|said| String::from(said.text(lang))), lang),
        ("headers", [config]) => print_headers(config, "nginx", lang),
        ("headers", [config, server]) => print_headers(config, server, lang),
        ("", _) => wrong_call(help::help(lang)),
        _ => wrong_call(&unfitting(&call.unfitting(), lang)),
    }
}

/// What is wrong with a call, and where help is.
fn unfitting(said: &Said, lang: Lang) -> String {
    let more = match lang {
        Lang::Id => "loket --help menyebut semua perintah.",
        Lang::En => "loket --help names all commands.",
    };
    [said.text(lang), "\n", more, "\n"].concat()
}

fn check_files(call: &Call, files: &[String], lang: Lang) -> ExitCode {
    let live = match (call.is_live, call.value("config"), call.value("origin")) {
        (true, Some(config), Some(origin)) => match live(config, origin, lang) {
            Ok(live) => Some(live),
            Err(reason) => return wrong_call(&reason),
        },
        (false, None, None) => None,
        _ => {
            let said = Said::new(
                "--live, --config dan --origin hanya berarti bersama-sama.",
                "--live, --config and --origin mean something only together.",
            );
            return wrong_call(&unfitting(&said, lang));
        }
    };
    let (mut n_errors, mut n_warnings) = (0, 0);
    for file in files {
        let faults = match fs::read_to_string(file) {
            Ok(text) => check::check_with(&text, live.as_ref()),
            Err(error) => vec![check::Line::error("", Said::unreadable(&error))],
        };
        for fault in faults {
            println!("{file}:{}: {}", fault.line, fault.text(lang));
            if fault.is_error { n_errors += 1 } else { n_warnings += 1 }
        }
    }
    println!("{}", counted(files.len(), n_errors, n_warnings).text(lang));
    if n_errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn live(config: &str, origin: &str, lang: Lang) -> Result<check::Live, String> {
    let text = read(config).map_err(|said| line(&said, lang))?;
    let config = Json::parse(&text).map_err(|_| format!("{config}: {}\n", check::not_json(&text).text(lang)))?;
    Ok(check::Live { config, origin: origin.trim_end_matches('/').to_owned() })
}

fn counted(n_files: usize, n_errors: usize, n_warnings: usize) -> Said {
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let [files, errors, warnings] =
        [(n_files, "file"), (n_errors, "error"), (n_warnings, "warning")].map(|(n, what)| count(n, what));
    Said::new(
        format!("{n_files} berkas, {n_errors} kesalahan, {n_warnings} peringatan"),
        format!("{files}, {errors}, {warnings}"),
    )
}

fn import_file(call: &Call, file: &str, lang: Lang) -> ExitCode {
    let Some(operation) = call.value("operation") else { return wrong_call(&unfitting(&call.unfitting(), lang)) };
    let wish = import::Wish { operation: String::from(operation), base: call.value("base").map(String::from) };
    match read(file).and_then(|text| import::import(&text, &wish)) {
        Ok(imported) => {
            imported.notes.iter().for_each(|note| eprintln!("{}", note.line(lang)));
            print!("{}", pretty::pretty(&imported.service));
            ExitCode::SUCCESS
        }
        Err(said) => wrong_call(&line(&said, lang)),
    }
}

fn print_headers(config: &str, server: &str, lang: Lang) -> ExitCode {
    told(read(config).and_then(|text| headers::headers(&text, server)), lang)
}

fn validate_files(definition: &str, answers: &str, lang: Lang) -> ExitCode {
    let texts = read(definition).and_then(|definition| Ok((definition, read(answers)?)));
    let texts = texts.map_err(|said| String::from(said.text(lang)));
    match texts.and_then(|(definition, answers)| validate::validate(&definition, &answers, lang)) {
        Ok(problems) => {
            let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {}", problem.to_text())).collect();
            println!("[{}{}]", lines.join(","), if lines.is_empty() { "" } else { "\n" });
            if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(reason) => wrong_call(&format!("{reason}\n")),
    }
}

fn told(said: Result<String, Said>, lang: Lang) -> ExitCode {
    match said {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("{}", said.text(lang).trim_end());
            ExitCode::from(1)
        }
    }
}

fn read(file: &str) -> Result<String, Said> {
    fs::read_to_string(file).map_err(|error| {
        let said = Said::unreadable(&error);
        Said::new(format!("{file}: {}", said.text(Lang::Id)), format!("{file}: {}", said.text(Lang::En)))
    })
}

fn line(said: &Said, lang: Lang) -> String {
    format!("{}\n", said.text(lang))
}

fn wrong_call(reason: &str) -> ExitCode {
    eprint!("{reason}");
    ExitCode::from(2)
}
