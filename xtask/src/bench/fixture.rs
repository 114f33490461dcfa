//! What is measured: a permit's form of 30 fields and one of 1,000, as JSON texts, with answers that fit and answers that do not.
//! Only keywords and formats that Ajv knows too.

use serde_json::{Map, Value, json};

/// `{ name: { "schema": text, "data": { "valid": text, "invalid": text } } }`.
pub fn all() -> Value {
    json!({ "30 fields": form(30), "1000 fields": form(1_000) })
}

fn form(n: usize) -> Value {
    let (mut properties, mut valid, mut invalid) = (Map::new(), Map::new(), Map::new());
    for index in 0..n {
        let (kind, schema, right, wrong) = field(index);
        let name = format!("{kind}_{index}");
        valid.insert(name.clone(), right.clone());
        // Every eleventh answer is wrong, so that each kind has its turn.
        invalid.insert(name.clone(), if index % 11 == 0 { wrong } else { right });
        properties.insert(name, schema);
    }
    let required: Vec<&String> = properties.keys().step_by(2).collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let data = json!({ "valid": Value::from(valid).to_string(), "invalid": Value::from(invalid).to_string() });
    json!({ "schema": schema.to_string(), "data": data })
}

/// One question of a kind that forms have: its name, its schema, an answer that fits and one that does not.
fn field(index: usize) -> (&'static str, Value, Value, Value) {
    match index % 10 {
        0 => (
            "nama",
            json!({ "type": "string", "title": "Nama lengkap", "minLength": 3, "maxLength": 100 }),
            json!("Siti Rahmawati"),
            json!("S"),
        ),
        1 => (
            "nik",
            json!({ "type": "string", "title": "NIK", "pattern": "^[0-9]{16}$" }),
            json!("6171051708900001"),
            json!("617105170890000"),
        ),
        2 => (
            "jenis",
            json!({ "type": "string", "title": "Jenis tempat", "enum": ["kios", "los", "pelataran", "gerobak", "rumah"] }),
            json!("pelataran"),
            json!("toko"),
        ),
        3 => (
            "luas",
            json!({ "type": "number", "title": "Luas (m2)", "exclusiveMinimum": 0, "maximum": 1000 }),
            json!(12.5),
            json!(0),
        ),
        4 => (
            "pegawai",
            json!({ "type": "integer", "title": "Jumlah pegawai", "minimum": 0, "maximum": 500 }),
            json!(4),
            json!(-1),
        ),
        5 => (
            "mulai",
            json!({ "type": "string", "title": "Mulai usaha", "format": "date" }),
            json!("2019-08-17"),
            json!("2019-02-30"),
        ),
        6 => (
            "email",
            json!({ "type": "string", "title": "Email", "format": "email" }),
            json!("siti.rahmawati@contoh.id"),
            json!("siti@"),
        ),
        7 => ("setuju", json!({ "type": "boolean", "title": "Pernyataan", "const": true }), json!(true), json!(false)),
        8 => (
            "alamat",
            json!({
                "type": "object",
                "title": "Alamat",
                "properties": {
                    "jalan": { "type": "string", "minLength": 3, "maxLength": 200 },
                    "rt": { "type": "string", "maxLength": 3 },
                    "kode_pos": { "type": "string", "pattern": "^[1-9][0-9]{4}$" },
                },
                "required": ["jalan"],
            }),
            json!({ "jalan": "Jl. Ahmad Yani No. 12", "rt": "003", "kode_pos": "78112" }),
            json!({ "rt": "003" }),
        ),
        _ => (
            "barang",
            json!({
                "type": "array",
                "title": "Barang dagangan",
                "items": { "type": "string", "minLength": 2, "maxLength": 60 },
                "minItems": 1,
                "maxItems": 20,
                "uniqueItems": true,
            }),
            json!(["sayur", "buah", "bumbu"]),
            json!([]),
        ),
    }
}

#[cfg(test)]
mod tests;
