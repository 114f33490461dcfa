//! /periksa-sistem: for the city's IT people, which parts answer on this device: settings, services, backend, lists, status, hand-off,
//! clock, storage. Everything is asked as the app itself asks, once somebody presses; nothing is sent.

use std::rc::Rc;

use forms::Summary;

use super::{detail, head};
use crate::{
    api::{self, Api, Config, Error},
    device,
    part::{El, Task, Tone, actions, el, h1, list, p, panel, quiet_button, quiet_link},
    text::{self, Language, Words},
};

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    pub config: &'static Config,
    pub services: &'static [Summary],
    /// Whether this device keeps drafts.
    pub keeps: bool,
}

/// One part: its name, and what is wrong with it or worth knowing.
#[derive(Clone)]
struct Row {
    part: String,
    found: Result<String, String>,
}

/// Asks all parts when it is pressed, and draws what they said.
pub fn draw(given: Props) -> El {
    let (asking, language) = (Task::<Rc<Vec<Row>>>::new(), given.language);
    let ask = Rc::new(move || asking.start(survey(given.clone()), |_| {}));
    el("div", "").swap(move || {
        let (words, ask) = (language.words(), ask.clone());
        head::title(language, false, words.system_title);
        let mut page = vec![h1(words.system_title), p("", words.system_intro)];
        page.push(el("div", "").attr("role", "status").swap(move || told(words, asking)));
        page.push(actions(vec![quiet_button(words.system_ask, move || ask()), quiet_link(words.home, "/")]));
        page
    })
}

fn told(words: &'static Words, asking: Task<Rc<Vec<Row>>>) -> Vec<El> {
    if asking.is_waiting() {
        return vec![p("", words.system_waits)];
    }
    let Some(rows) = asking.result() else { return Vec::new() };
    let wrong = rows.iter().filter_map(|row| Some([&row.part, ": ", row.found.as_ref().err()?].concat()));
    let wrong: Vec<String> = wrong.collect();
    let verdict = match wrong.len() {
        0 => panel(Tone::Info, vec![p("", words.system_well)]),
        n => {
            let heading = text::fill(words.system_wrong, &[("n", &n.to_string())]);
            panel(Tone::Bad, vec![p("", &heading), list("ul", "plain-list", wrong.into_iter())])
        }
    };
    let line = |row: &Row| {
        let (Ok(what) | Err(what)) = &row.found;
        let word = if row.found.is_ok() { words.system_good } else { words.system_bad };
        let what = if what.is_empty() { String::from(word) } else { [word, ": ", what].concat() };
        el("div", "answers__row")
            .add(el("dt", "answers__label").text(&row.part))
            .add(el("dd", "answers__answer").text(&what))
    };
    vec![verdict, el("dl", "answers__list").add_all(rows.iter().map(line).collect())]
}

// Without the language of the moment: it may change while the parts are asked, and then the page is drawn with the old words
// until it is asked again.
async fn survey(given: Props) -> Rc<Vec<Row>> {
    let (words, lang) = (given.language.words_untracked(), given.language.get_untracked());
    let mut rows = vec![
        row(words.system_settings, asked(api::config().await.map(|_| String::new()))),
        row(words.system_index, asked(api::index(given.config).await.map(|all| all.len().to_string()))),
    ];
    match Api::new(given.config, None) {
        Ok(api) => {
            rows.push(row(words.system_backend, asked(api.reach().await.map(|()| String::new()))));
            rows.push(row(words.system_status, status(&api).await));
            if let Some(store) = api.handoff(given.config) {
                let found = api.reach_handoff(&store).await;
                rows.push(row(words.system_handoff, asked(found.map(|()| String::new()))));
            }
        }
        Err(error) => rows.push(row(words.system_backend, asked(Err(error)))),
    }
    for summary in given.services.iter() {
        let title = summary.title.get(lang);
        match service(given.config, summary).await {
            Ok((version, api)) => {
                rows.push(row(title, Ok(version)));
                for name in api.lists() {
                    let part = [title, ", ", words.system_list, " ", &name].concat();
                    // A list that hangs on an answer cannot be asked for.
                    if let Some(n_items) = api.try_list(&name).await {
                        rows.push(row(&part, asked(n_items.map(|n_items| n_items.to_string()))));
                    }
                }
            }
            Err(error) => rows.push(row(title, asked(Err(error)))),
        }
    }
    rows.extend(device(&given, words));
    Rc::new(rows)
}

fn row(part: &str, found: Result<String, String>) -> Row {
    Row { part: part.into(), found }
}

// What wants somebody to sign in can only be asked for afterwards: that is no fault of the part.
fn asked(found: Result<String, Error>) -> Result<String, String> {
    match found {
        Err(Error::SignIn) => Ok("sign-in".into()),
        found => found.map_err(|error| detail::name(&error)),
    }
}

// Nobody has this number: the backend must say so.
async fn status(api: &Api) -> Result<String, String> {
    match api.status("0", "0000").await {
        Ok(_) | Err(Error::Backend(rest::Error::NotFound)) => Ok(String::new()),
        Err(error) => asked(Err(error)),
    }
}

async fn service(config: &Config, summary: &Summary) -> Result<(String, Api), Error> {
    let service = api::service(config, &summary.id, &summary.version, &device::Browser::default()).await?;
    Ok((service.version.clone(), Api::new(config, Some(&service))?))
}

fn device(given: &Props, words: &'static Words) -> Vec<Row> {
    let seconds = api::clock_skew().to_string() + " s";
    let clock = if detail::is_clock_wrong() { Err(seconds) } else { Ok(seconds) };
    let storage = match (given.keeps, device::page::is_secure()) {
        (false, _) => Err(words.system_keeps_nothing.into()),
        (true, false) => Err(words.system_no_https.into()),
        (true, true) => Ok(String::new()),
    };
    let offline = if device::page::has_worker() { Ok(String::new()) } else { Err(words.system_no_offline.into()) };
    vec![
        row(words.system_clock, clock),
        row(words.system_storage, storage),
        row(words.system_offline, offline),
        row(words.system_version, Ok(device::page::build())),
    ]
}
