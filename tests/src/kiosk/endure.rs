//! A kiosk over a long day: visitor after visitor with a finger, and at another one beside it wipe after wipe by a script in the page. Prints
//! what is left of them, how memory goes, and how long a wipe takes; fails on anything left, when memory grows by more than a tenth from the
//! fiftieth to the last, and when somebody who has gone is seen for two seconds longer than was promised.
//! A kiosk has its browser started anew after many pages, here too: memory is compared over all of them, whatever each of them grew by.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    Kiosk, PORTRAIT, Start,
    memory::{KINDS, Memory},
    search,
};
use crate::{
    journey::{conversion, settings},
    network::Network,
    office::Office,
    wrong::{Result, Wrong, ensure, same},
};

/// From which visitor on memory must stay as it is: before, the browser itself warms up.
const WARM: usize = 50;
/// How much it may grow from there on, in hundredths.
const MOST_GROWTH: f64 = 10.0;
/// After how many wipes memory is looked at.
const LOOK: usize = 50;
/// How many samples are enough to say that something grows.
const ENOUGH: usize = 10;
/// After how many pages the kiosk asks for a new browser, and when its first page looks for one: longer than one look of ours takes.
const RESTART: usize = 500;
const RENEW: usize = 12;
/// So many may take so long.
const LONGEST_ROUND: Duration = Duration::from_secs(300);
/// A kiosk that is busy for an hour changes its title now and then only.
const NEVER: u32 = 86_400;
/// How often somebody goes away without a word.
const N_IDLE: usize = 5;
/// From idle to a wiped first page.
const LONGEST_WIPE: Duration = Duration::from_secs(2);
/// The most touches that the conversion may take, those of the keyboard aside.
const MOST_TOUCHES: u32 = 25;

/// Walks `--visitors N` and `--wipes N`, and prints the table.
pub async fn run() -> ExitCode {
    match walk(number("--visitors", 300), number("--wipes", 10_000)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Wrong(sentence)) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn number(name: &str, usual: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1).and_then(|number| number.parse().ok()).unwrap_or(usual)
}

async fn walk(n_visitors: usize, n_wipes: usize) -> Result {
    let longest = idle().await?;
    // Two kiosks side by side: each has a browser, an office and a day of its own.
    let ((visitors, sent), wipes) = tokio::try_join!(visitors(n_visitors), wipes(n_wipes))?;

    let left: Vec<_> = visitors.left.iter().chain(&wipes.left).collect();
    println!(
        "\nvisitors {n_visitors}, submissions {sent}, wipes {n_wipes}, browsers {}, strings left {}, touches for the conversion {}",
        2 + wipes.restarts,
        left.len(),
        visitors.touches
    );
    left.iter().for_each(|found| println!("left: {found:?}"));
    println!("from idle to a wiped first page: at most {:.2} s of {N_IDLE}", longest.as_secs_f64());
    let each = |time: Duration, n: usize| time.as_secs_f64() / n.max(1) as f64;
    println!("{:.1} s a visitor, {:.3} s a wipe", each(visitors.time, n_visitors), each(wipes.time, n_wipes));
    println!("{:<24} {:>12} {:>12} {:>12} {:>16} {:>12}", "", "first", "last", "highest", "slope per 100", "growth");
    let mut most = 0.0_f64;
    for (name, samples, each) in [("visitors", &visitors.memory, 1), ("wipes", &wipes.memory, LOOK)] {
        for (kind, of) in KINDS {
            let values: Vec<f64> = samples.iter().skip(WARM / each - 1).map(of).collect();
            let (Some(first), Some(last)) = (values.first(), values.last()) else { continue };
            // A page always takes memory: nothing means that nobody has looked.
            ensure(values.iter().all(|value| *value > 0.0), || format!("Nobody could see {name}: {kind}."))?;
            let slope = slope(&values) * 100.0 / each as f64;
            let growth = (values.len() >= ENOUGH).then(|| growth(&values));
            most = most.max(growth.unwrap_or_default());
            let growth = growth.map_or(String::from("too few"), |growth| format!("{growth:.1}%"));
            let name = format!("{name}: {kind}, KB");
            let highest = values.iter().copied().fold(0.0, f64::max);
            println!("{name:<24} {first:>12.0} {last:>12.0} {highest:>12.0} {slope:>16.1} {growth:>12}");
        }
    }
    ensure(sent == n_visitors, || format!("{n_visitors} visitors made {sent} submissions."))?;
    ensure(left.is_empty(), || format!("Left: {left:?}"))?;
    ensure(visitors.touches <= MOST_TOUCHES, || format!("The conversion took {} touches.", visitors.touches))?;
    ensure(longest < LONGEST_WIPE, || format!("Wiping took {longest:?}."))?;
    ensure(most <= MOST_GROWTH, || format!("Memory grew by {most:.1} %."))
}

/// What is left of some, what they took of the memory, and of the time.
#[derive(Default)]
struct Day {
    left: search::Found,
    memory: Vec<Memory>,
    touches: u32,
    /// How often the browser was started anew.
    restarts: usize,
    time: Duration,
}

impl Day {
    // A whole day is long: where memory is by now.
    fn latest(&self) -> String {
        let Some(memory) = self.memory.last() else { return String::new() };
        let kinds = KINDS.map(|(kind, of)| format!("{kind} {:.0} KB", of(memory)));
        format!("{}; left {}", kinds.join(", "), self.left.len())
    }
}

/// Turns a kiosk on that has its browser started anew after many pages.
async fn kiosk(office: &Office, seed: u64) -> Result<(Network, Kiosk)> {
    let network = Network::to(office.addr, seed).await?;
    settings::always(&network, "kiosk", json!({ "restartPages": RESTART, "renewSeconds": RENEW }))?;
    let kiosk = Kiosk::start_as(network.addr, PORTRAIT, Start::Kept(NEVER)).await?;
    Ok((network, kiosk))
}

/// Visitors who do the whole conversion and then wipe; with how many submissions there are in the end.
async fn visitors(n_visitors: usize) -> Result<(Day, usize)> {
    let office = Office::open().await?;
    let (_network, kiosk) = kiosk(&office, 62).await?;
    let kiosk = &kiosk;
    let (trader, began) = (conversion::trader()?, Instant::now());
    let secrets = trader["secrets"].as_array().into_iter().flatten().filter_map(Value::as_str);
    // The last four digits of a phone number may be a row of the keyboard, 1234567890.
    let secrets: Vec<&str> = secrets.filter(|secret| secret.len() > 4).collect();
    let mut day = Day::default();
    for n_visitor in 1..=n_visitors {
        day.touches = day.touches.max(kiosk.convert(&trader).await?);
        kiosk.wipe().await?;
        // The heap and the folder are large: now and then is enough.
        let found = if n_visitor % LOOK == 0 || n_visitor == n_visitors {
            search::search(kiosk, &secrets).await?
        } else {
            search::quick(kiosk, &secrets).await?
        };
        day.left.extend(found);
        day.memory.push(Memory::of(kiosk).await?);
        if n_visitor % LOOK == 0 {
            println!("visitor {n_visitor}: {}", day.latest());
        }
        kiosk.cdp.forget();
    }
    day.time = began.elapsed();
    Ok((day, office.rows()?.len()))
}

/// What the page's own script types before each wipe.
const TYPED: &str = "6171051708900001 Melati";
/// Types and wipes as soon as the page is there; the name of the window, which outlives a page, says how often still.
const WIPER: &str = "(() => {
    const look = () => {
        const left = Number(name.replace('wipe ', ''));
        if (!left) return;
        const [root, search, done] = [document.documentElement, document.getElementById('search'), document.querySelector('.kiosk-bar .button:last-child')];
        if (!root || !root.hasAttribute('data-ready') || root.hidden || !search || !done) return setTimeout(look, 2);
        search.value = 'TYPED';
        search.dispatchEvent(new Event('input', { bubbles: true }));
        name = 'wipe ' + (left - 1);
        done.click();
    };
    look();
})()";

async fn wipes(n_wipes: usize) -> Result<Day> {
    let office = Office::open().await?;
    let (_network, mut kiosk) = kiosk(&office, 71).await?;
    let kiosk = &mut kiosk;
    let began = Instant::now();
    let mut day = Day::default();
    let source = WIPER.replace("TYPED", TYPED);
    kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    for n_before in (0..n_wipes).step_by(LOOK) {
        let n_now = LOOK.min(n_wipes - n_before);
        kiosk.cdp.forget();
        kiosk.cdp.run(&format!("window.name = 'wipe {n_now}'; {source}")).await?;
        let whole = "window.name === 'wipe 0' && document.documentElement.hasAttribute('data-ready') && !document.getElementById('search').value";
        // A slow machine needs longer for fifty than anybody waits for one.
        let end = Instant::now() + LONGEST_ROUND;
        let goes_on = "Number(window.name.replace('wipe ', '')) > 1";
        while Instant::now() < end && kiosk.cdp.run(goes_on).await.unwrap_or(Value::Bool(true)) == true {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        kiosk.holds(whole).await?;
        let pages = kiosk
            .cdp
            .events()
            .iter()
            .filter(|(name, params)| name == "Page.frameNavigated" && params["frame"]["parentId"].is_null())
            .count();
        same("pages after wipes", pages, n_now)?;
        day.left.extend(search::quick(kiosk, &[TYPED]).await?);
        day.memory.push(Memory::of(kiosk).await?);
        if n_before % (LOOK * 10) == 0 {
            println!("wipe {}: {}", n_before + n_now, day.latest());
        }
        if kiosk.cdp.run("JSON.parse(sessionStorage.getItem('loket-tally')).pages").await?.as_u64()
            > Some(RESTART as u64)
        {
            kiosk.another_browser().await?;
            kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
            day.restarts += 1;
        }
    }
    day.time = began.elapsed();
    Ok(day)
}

/// People who go away in the middle: the longest time from the end of the countdown to a first page on which nothing is left.
async fn idle() -> Result<Duration> {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 61).await?;
    let (idle, asks) = (4, 2);
    let kept = json!({ "idleSeconds": idle, "askSeconds": asks });
    settings::always(&network, "kiosk", kept)?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let mut longest = Duration::ZERO;
    for _ in 0..N_IDLE {
        kiosk.touch("link", "Surat keterangan usaha").await?;
        kiosk.touch("button", "Mulai").await?;
        kiosk.write_in("textbox", "NIK", "6171051708900001").await?;
        let gone = Instant::now() + Duration::from_secs(idle + asks);
        kiosk.see("Anda masih di sini?").await?;
        kiosk.arrive("Mau mengurus apa hari ini?").await?;
        longest = longest.max(Instant::now().saturating_duration_since(gone));
    }
    Ok(longest)
}

/// From the first tenth to the last, in hundredths: one sample is noise.
fn growth(values: &[f64]) -> f64 {
    let n = (values.len() / 10).max(1);
    let mean = |some: &[f64]| some.iter().sum::<f64>() / some.len().max(1) as f64;
    let (first, last) =
        (mean(values.get(..n).unwrap_or_default()), mean(values.get(values.len() - n..).unwrap_or_default()));
    if first > 0.0 { (last / first - 1.0) * 100.0 } else { 0.0 }
}

/// The slope of the straight line through all, by least squares; per sample.
fn slope(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let (mean_x, mean_y) = ((n - 1.0) / 2.0, values.iter().sum::<f64>() / n);
    let pairs = || values.iter().enumerate().map(|(x, y)| (x as f64 - mean_x, y - mean_y));
    let across: f64 = pairs().map(|(x, _)| x * x).sum();
    if across > 0.0 { pairs().map(|(x, y)| x * y).sum::<f64>() / across } else { 0.0 }
}
