//! What a page is to somebody who does not see it, sees it large, or sees it dark: axe-core, the accessibility tree, sideways scroll.

use std::{path::PathBuf, time::Duration};

use serde_json::{Value, json};

use crate::{
    cdp::Cdp,
    citizen::Citizen,
    tool,
    wait::tidy,
    wrong::{Result, Wrong, ensure, wrong},
};

/// So many tenths of a second the tree of a page may come after it.
const LAG: u32 = 20;

/// Looks at the present page in every way; `name` is the file of its tree in `tests/data/ax`.
pub async fn look(citizen: &Citizen, name: &str) -> Result {
    let at = |Wrong(sentence): Wrong| Wrong(format!("{name}: {sentence}"));
    tree(&citizen.cdp()?, name).await.map_err(at)?;
    labels(citizen).await.map_err(at)?;
    look_without_tree(citizen).await.map_err(at)
}

/// Every box has a label that is seen: a screen reader finds a hidden one, too, so neither the tree nor axe-core tells.
async fn labels(citizen: &Citizen) -> Result {
    let script = "return Array.from(document.querySelectorAll('label, legend')) \
        .filter(label => label.getBoundingClientRect().height < 10).map(label => label.textContent)";
    let hidden = citizen.run(script).await?;
    ensure(hidden == json!([]), || format!("Labels that nobody sees: {hidden}"))
}

/// Dark, light, narrow and large.
pub async fn look_without_tree(citizen: &Citizen) -> Result {
    let cdp = citizen.cdp()?;
    for scheme in ["dark", "light"] {
        scheme_is(&cdp, scheme).await?;
        axe(citizen, scheme).await?;
    }
    fits(&cdp).await
}

/// No violation by axe-core, in this colour scheme.
async fn axe(citizen: &Citizen, scheme: &str) -> Result {
    axe_over(&citizen.cdp()?, scheme).await
}

/// No violation by axe-core, wherever a page is spoken to.
pub async fn axe_over(cdp: &Cdp, what: &str) -> Result {
    if cdp.run("typeof window.axe").await? == "undefined" {
        cdp.run(&[&std::fs::read_to_string(tool::path("LOKET_AXE")?)?, "; 0"].concat()).await?;
    }
    let expression =
        "axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(violation =>
        violation.id + ': ' + violation.help + ' ' + violation.nodes.map(node => node.html.slice(0, 160) + ' ' +
        node.any.map(check => check.message).join('; ')).join(' | ')))";
    let found = cdp.run(expression).await?;
    ensure(found == json!([]), || format!("axe-core, {what}: {found:#}"))
}

/// Receipts have random numbers: this puts the widest in place of the one that came.
const WIDEST_NUMBER: &str = "(() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) { const text = walk.currentNode;
        if (/^[0-9A-Z]{4} [0-9A-Z]{4}$/.test(text.data.trim())) text.data = 'WMWM WMWM'; } })()";

/// Nothing is wider than the screen: on the narrowest phone, and with text twice as large.
async fn fits(cdp: &Cdp) -> Result {
    let wide = "(() => { const root = document.documentElement; return [root.scrollWidth, root.clientWidth,
        parseFloat(getComputedStyle(document.body).fontSize),
        Array.from(document.querySelectorAll('#app *, body > main *'))
            .filter(node => node.getBoundingClientRect().right > root.clientWidth + 1 && node.className !== 'visually-hidden')
            .slice(0, 3).map(node => node.outerHTML.slice(0, 120))] })()";
    let measure = async |what: &str| -> Result<f64> {
        let found = cdp.run(wide).await?;
        let fits = found[0].as_f64() <= found[1].as_f64();
        ensure(fits, || format!("Sideways scroll {what}: {found}"))?;
        Ok(found[2].as_f64().unwrap_or_default())
    };
    cdp.run(WIDEST_NUMBER).await?;
    let normal = measure("at 360 px").await?;
    size_is(cdp, 320).await?;
    measure("at 320 px").await?;
    size_is(cdp, 360).await?;
    font_is(cdp, 32).await?;
    let large = measure("with text at 200 %").await?;
    font_is(cdp, 16).await?;
    ensure(large >= 1.9 * normal, || {
        format!("Text does not grow with the phone's setting: {normal} px, then {large} px")
    })
}

/// The tree that assistive technology gets, equal to its file. With `UPDATE=1` the file is written anew.
async fn tree(cdp: &Cdp, name: &str) -> Result {
    if std::env::var_os("UPDATE").is_none() {
        // The browser brings this tree up to date after the page, and focus last.
        for _ in 0..LAG {
            if compare(cdp, name).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        return compare(cdp, name).await;
    }
    let path = file(name)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(path, format!("{}\n", serde_json::to_string_pretty(&lines(cdp).await?)?))?)
}

/// Says where the present tree differs from the one in the file.
pub async fn compare(cdp: &Cdp, name: &str) -> Result {
    let (path, got) = (file(name)?, lines(cdp).await?);
    let text = std::fs::read_to_string(&path).map_err(|error| Wrong(format!("{}: {error}", path.display())))?;
    let want: Vec<String> = serde_json::from_str(&text)?;
    if got == want {
        return Ok(());
    }
    let first = got.iter().zip(&want).position(|(got, want)| got != want).unwrap_or(got.len().min(want.len()));
    let line = |lines: &[String]| lines.get(first).cloned().unwrap_or_else(|| String::from("(the end)"));
    wrong(format!("The accessibility tree differs in line {}: got {}, wanted {}", first + 1, line(&got), line(&want)))
}

fn file(name: &str) -> Result<PathBuf> {
    Ok(tool::path("LOKET_ROOT")?.join(format!("tests/data/ax/{name}.json")))
}

async fn lines(cdp: &Cdp) -> Result<Vec<String>> {
    let reply = cdp.call("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = reply["nodes"].as_array().cloned().unwrap_or_default();
    let mut lines = Vec::new();
    if let Some(root) = nodes.first() {
        outline(&nodes, root, 0, &mut lines);
    }
    Ok(lines)
}

/// One line per node: role, name, description, and what is special about it; indented by its depth.
fn outline(nodes: &[Value], node: &Value, depth: usize, lines: &mut Vec<String>) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let text_of = |key: &str| steady(&tidy(node[key]["value"].as_str().unwrap_or_default()));
    let (name, description) = (text_of("name"), text_of("description"));
    // A form without a name is no landmark: some versions of Chromium name its role all the same.
    let silent = node["ignored"] == true
        || matches!(role, "generic" | "none" | "InlineTextBox" | "LineBreak" | "RootWebArea")
        || role == "form" && name.is_empty();
    // A text that only repeats the name of what it stands in says nothing new.
    let repeats =
        role == "StaticText" && lines.last().is_some_and(|line: &String| line.ends_with(&format!("“{name}”")));
    let is_empty_text = role == "StaticText" && name.is_empty();
    let mut inner = depth;
    if !silent && !repeats && !is_empty_text {
        let mut line = format!("{}{role}", "  ".repeat(depth));
        if !name.is_empty() {
            line.push_str(&format!(" “{name}”"));
        }
        if !description.is_empty() {
            line.push_str(&format!(" ({description})"));
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (key, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
            let said = matches!(value, Value::Bool(true)) || value.as_str().is_some_and(|value| value != "false");
            if said && matches!(key, "invalid" | "required" | "disabled" | "checked" | "live" | "focused") {
                line.push_str(&format!(" {key}"));
            }
        }
        lines.push(line);
        inner += 1;
    }
    for id in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|node| node["nodeId"] == *id) {
            outline(nodes, child, inner, lines);
        }
    }
}

/// What differs from run to run: the number of a receipt, the time of day, the day until which a draft is kept.
fn steady(text: &str) -> String {
    const UNTIL: &str = "Disimpan sampai ";
    if let Some((before, _)) = text.split_once(UNTIL) {
        return [before, UNTIL, "TANGGAL"].concat();
    }
    let words = text.split(' ').collect::<Vec<_>>();
    let is_half = |word: &str| word.len() == 4 && word.bytes().all(|byte| b"34679ACDEFGHJKMNPQRTVWXY".contains(&byte));
    let is_time = |word: &str| {
        word.len() == 5
            && word.bytes().enumerate().all(|(n, byte)| if n == 2 { byte == b'.' } else { byte.is_ascii_digit() })
    };
    let mut out = Vec::new();
    for (n_word, word) in words.iter().enumerate() {
        let beside = [n_word.checked_sub(1), Some(n_word + 1)].into_iter().flatten().filter_map(|n| words.get(n));
        let whole = beside.into_iter().any(|word| is_half(word));
        out.push(match word {
            word if is_half(word) && whole => "NNNN",
            word if is_time(word) => "HH.MM",
            word => word,
        });
    }
    out.join(" ")
}

async fn scheme_is(cdp: &Cdp, scheme: &str) -> Result {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    cdp.call("Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

async fn size_is(cdp: &Cdp, width: u32) -> Result {
    let phone = json!({ "width": width, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    cdp.call("Emulation.setDeviceMetricsOverride", phone).await?;
    Ok(())
}

/// The size of text that the phone is set to.
async fn font_is(cdp: &Cdp, size: u32) -> Result {
    cdp.call("Page.setFontSizes", json!({ "fontSizes": { "standard": size } })).await?;
    Ok(())
}
