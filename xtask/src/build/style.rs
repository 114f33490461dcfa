//! The cascade of style/index.css as one small file that browsers of 2020 understand.

use std::process::Command;

use crate::{Result, hash::Stamp, place, place::Place, shell, tool::BuildTools};

/// The oldest browsers that we promise (docs and src/loader say the same).
pub const TARGETS: &str = "chrome 83, firefox 78, safari 13.1";

/// A file of `style` with all that it imports.
pub fn bundle(place: &Place, tools: &BuildTools, file: &str) -> Result<Vec<u8>> {
    let stamp = Stamp::default().text(&tools.versions).text(TARGETS).text(file).path(&place.root, "style").finish();
    let kept = place.cache.join("style").join(stamp).with_extension("css");
    if !kept.exists() {
        let mut command = Command::new(&tools.lightningcss);
        command
            .args(["--bundle", "--minify", "--targets", TARGETS])
            .arg(["style/", file].concat())
            .current_dir(&place.root);
        let css = shell::quiet(&mut command)?;
        place::write(&kept, css.trim_end().as_bytes())?;
    }
    place::bytes(&kept)
}
