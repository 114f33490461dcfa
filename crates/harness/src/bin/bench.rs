//! Measures the engine natively: `engine-bench FILE`, a JSON text `{ name: { "schema", "data": { name: text } } }`. Prints one line per
//! measure: what, and how often a second.

use std::{
    env,
    error::Error,
    fs,
    time::{Duration, Instant},
};

use forms::{Json, Map, Native, Schema};

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("engine-bench FILE")?;
    let fixtures = parse(&fs::read_to_string(file)?)?;
    for (name, fixture) in fixtures.as_object().into_iter().flat_map(|members| members.iter()) {
        let schema = fixture.get("schema").and_then(Json::as_str).ok_or("No schema.")?;
        let datas = fixture.get("data").and_then(Json::as_object).ok_or("No data.")?;
        let compiled = compile(schema)?;
        for (kind, data) in datas.iter() {
            let (data, host) = (data.as_str().ok_or("Data is a text.")?, Native::default());
            let rate = rate(|| parse(data).map(|json| compiled.validate(&json, &host).len()));
            println!("{name} validate-{kind} {rate:.0}");
        }
        let data = datas.get("valid").and_then(Json::as_str).ok_or("No valid data.")?;
        let rate = rate(|| {
            let host = Native::default();
            compile(schema).and_then(|compiled| Ok(compiled.validate(&parse(data)?, &host).len()))
        });
        println!("{name} compile+validate {rate:.0}");
    }
    Ok(())
}

fn compile(schema: &str) -> Result<Schema, Box<dyn Error>> {
    Ok(Schema::compile(&parse(schema)?, &Map::new()).map_err(|faults| format!("{faults:?}"))?)
}

fn parse(text: &str) -> Result<Json, Box<dyn Error>> {
    Ok(Json::parse(text).map_err(|error| format!("{error:?}"))?)
}

/// How often a second: the best of many short spells, the one that nothing else on the machine has disturbed.
fn rate<T>(mut work: impl FnMut() -> T) -> f64 {
    let until = Instant::now() + Duration::from_secs(1);
    let (mut best, mut n) = (0.0, 1u32);
    while Instant::now() < until {
        let begun = Instant::now();
        for _ in 0..n {
            std::hint::black_box(work());
        }
        let spell = begun.elapsed();
        if spell < Duration::from_millis(20) {
            n *= 2;
        } else {
            best = f64::max(best, f64::from(n) / spell.as_secs_f64());
        }
    }
    best
}
