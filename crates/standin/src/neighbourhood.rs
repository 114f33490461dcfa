//! The RTs of the city: a list of some thousand entries, which is searched in the database and given page by page. Their names come
//! from the list of kelurahan; how many RW and RT each has is invented.

use forms::Json;
use rusqlite::params;
use serde_json::{Value, json};

use crate::{db::Db, lists::Lists};

/// The name of the list.
pub(crate) const NAME: &str = "neighbourhoods";
/// How many entries a page has.
const PAGE: u32 = 10;
/// Nobody looks further.
pub(crate) const MOST_PAGES: u32 = 1000;
/// More words than these make no search better.
const MOST_WORDS: usize = 8;

/// What is searched for.
pub(crate) struct Search {
    pub(crate) query: String,
    /// Only in this kelurahan.
    pub(crate) kelurahan: Option<String>,
    /// From 1.
    pub(crate) page: u32,
}

/// Fills the table of a new database.
pub(crate) fn fill(db: &Db, lists: &Lists) -> rusqlite::Result<()> {
    let mut connection = db.lock();
    if connection.query_row("SELECT count(*) FROM neighbourhood", (), |row| row.get::<_, i64>(0))? > 0 {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    let sql = "INSERT INTO neighbourhood (words, value, label, kelurahan, kecamatan) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut insert = transaction.prepare(sql)?;
    let list = lists.list("kelurahan", &[]).unwrap_or_default();
    for (place, item) in (0..).zip(list.get("items").and_then(Json::as_array).unwrap_or_default()) {
        let text = |key: &str| item.get(key).and_then(Json::as_str).unwrap_or_default();
        let (id, kelurahan, kecamatan) = (text("value"), text("kelurahan"), text("kecamatan"));
        // "Outside the city" has no RT that we know.
        if kelurahan.is_empty() {
            continue;
        }
        for rw in 1..=8 + place % 5 * 3 {
            for rt in 1..=3 + (place + rw) % 5 {
                let words = format!("rt {rt} {rt:03} rw {rw} {rw:03} {kelurahan} {}", text("keywords"));
                let label = format!("RT {rt:03} / RW {rw:03}, {kelurahan}");
                insert.execute(params![words, format!("{id}-{rw:03}-{rt:03}"), label, id, kecamatan])?;
            }
        }
    }
    drop(insert);
    transaction.commit()
}

/// A page of what fits, best first, with the number of the next one when there is more.
pub(crate) fn search(db: &Db, search: &Search) -> rusqlite::Result<Value> {
    let words = search.query.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    // Each word may still be in the middle of being typed.
    let wanted: Vec<String> = words.take(MOST_WORDS).map(|word| format!("\"{word}\"*")).collect();
    let is_all = search.query.trim().is_empty();
    if wanted.is_empty() && !is_all {
        return Ok(json!({ "items": [] }));
    }
    let sql = if is_all {
        "SELECT value, label, kecamatan FROM neighbourhood WHERE ?1 = '' AND (?2 IS NULL OR kelurahan = ?2) \
         ORDER BY rowid LIMIT ?3 OFFSET ?4"
    } else {
        "SELECT value, label, kecamatan FROM neighbourhood WHERE words MATCH ?1 AND (?2 IS NULL OR kelurahan = ?2) \
         ORDER BY rank, rowid LIMIT ?3 OFFSET ?4"
    };
    let connection = db.lock();
    let mut statement = connection.prepare(sql)?;
    let offset = search.page.saturating_sub(1) * PAGE;
    let found = statement.query_map(params![wanted.join(" "), search.kelurahan, PAGE + 1, offset], |row| {
        let (value, label, kecamatan): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let hint = json!({ "id": format!("Kec. {kecamatan}"), "en": format!("{kecamatan} district") });
        Ok(json!({ "value": value, "label": label, "hint": hint }))
    })?;
    let mut items = found.collect::<rusqlite::Result<Vec<Value>>>()?;
    let is_last = items.len() <= PAGE as usize || search.page == MOST_PAGES;
    items.truncate(PAGE as usize);
    let mut page = json!({ "items": items });
    if !is_last {
        page["next"] = json!(search.page + 1);
    }
    Ok(page)
}

/// The words for a value.
pub(crate) fn words(db: &Db, value: &str) -> Option<String> {
    let sql = "SELECT label FROM neighbourhood WHERE value = ?1";
    db.lock().query_row(sql, [value], |row| row.get(0)).ok()
}
