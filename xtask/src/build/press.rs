//! Writes .br and .gz beside every file that shrinks. Compressing at the highest level is slow, so results are kept by content.

use std::{io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};

use crate::{Result, hash::hash, place, place::Place};

const PRESSED: [&str; 12] =
    ["html", "js", "css", "wasm", "json", "svg", "txt", "webmanifest", "xml", "map", "ico", "csv"];

/// Sizes of the encoder's input block, as powers of two; 0 lets it choose.
const BLOCKS: [i32; 3] = [0, 16, 20];

pub fn press(place: &Place, dist: &Path) -> Result {
    for file in place::files(dist) {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !PRESSED.contains(&extension) {
            continue;
        }
        let bytes = place::bytes(&file)?;
        let kept = place.cache.join("pressed").join(format!("{}-{BLOCKS:?}", hash(&bytes)));
        for (suffix, squeeze) in [("br", brotli as fn(&[u8]) -> std::io::Result<Vec<u8>>), ("gz", gzip)] {
            let kept = kept.with_extension(suffix);
            if !kept.exists() {
                let small =
                    squeeze(&bytes).map_err(|error| format!("{} cannot be compressed: {error}.", file.display()))?;
                place::write(&kept, &small)?;
            }
            place::write(&file.with_extension(format!("{extension}.{suffix}")), &place::bytes(&kept)?)?;
        }
    }
    Ok(())
}

/// Quality 11 and the largest window that every browser must accept, with the best of some sizes of input block: which one that is changes
/// with every build, and for the form's module it is worth up to 1 %.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut best = squeeze(bytes, BLOCKS[0])?;
    for lgblock in &BLOCKS[1..] {
        let small = squeeze(bytes, *lgblock)?;
        if small.len() < best.len() {
            best = small;
        }
    }
    Ok(best)
}

fn squeeze(bytes: &[u8], lgblock: i32) -> std::io::Result<Vec<u8>> {
    let mut params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, lgblock, ..Default::default() };
    params.size_hint = bytes.len();
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &params)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests;
