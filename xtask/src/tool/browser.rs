//! Browsers, their drivers and other judges, which only `cargo xtask test` needs. Current browsers come from the system's
//! packages, two old Chromiums and axe-core from npm, what judges the OpenAPI description from PyPI;
//! also nginx and the frameworks of proof/.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Result, place, place::Place, shell, tool};

const GECKODRIVER: &str = "0.37.1";

/// Programs (and one library) of the system: variable for the journeys, program, Debian package.
const SYSTEM: [(&str, &str, &str); 11] = [
    ("LOKET_CHROMIUM", "chromium", "chromium"),
    ("LOKET_CHROMEDRIVER", "chromedriver", "chromium-driver"),
    ("LOKET_FIREFOX", "firefox-esr", "firefox-esr"),
    ("LOKET_WEBKITDRIVER", "WebKitWebDriver", "webkit2gtk-driver"),
    ("LOKET_XVFB", "Xvfb", "xvfb"),
    ("LOKET_XWININFO", "xwininfo", "x11-utils"),
    ("LOKET_XSEL", "xsel", "xsel"),
    ("LOKET_NODE", "node", "nodejs"),
    ("LOKET_NGINX", "nginx", "nginx-light"),
    ("LOKET_PHP", "php", "php-cli"),
    ("LOKET_LARAVEL", "/usr/share/php/Illuminate/autoload.php", "php-laravel-framework"),
];
/// Old Chromiums: variable, package in xtask/npm/test, folder.
const OLD: [(&str, &str); 2] = [("LOKET_CHROMIUM_83", "chromium-83"), ("LOKET_CHROMIUM_90", "chromium-90")];

/// Installs what is missing and gives the paths as variables for the journeys.
pub fn ensure(place: &Place) -> Result<Vec<(&'static str, PathBuf)>> {
    tool::ensure_apt(&SYSTEM.map(|(_, program, package)| (program, package)))?;
    tool::cargo::ensure(place, "geckodriver", GECKODRIVER, "1-2 minutes, once")?;
    let modules = modules(place)?;
    let python = tool::ensure_pip(place, "test", "what judges the OpenAPI description, and FastAPI")?;

    let mut paths = vec![
        ("LOKET_OPENAPI_VALIDATOR", python.join("openapi-spec-validator")),
        ("LOKET_SCHEMATHESIS", python.join("schemathesis")),
        ("LOKET_UVICORN", python.join("uvicorn")),
        ("LOKET_GECKODRIVER", place.tools().join("bin/geckodriver")),
        ("LOKET_AXE", modules.join("axe-core/axe.min.js")),
        ("LOKET_MODULES", modules.clone()),
    ];
    for (variable, program, _) in SYSTEM {
        paths.push((
            variable,
            shell::which(program).ok_or_else(|| format!("{program} was installed but is not on PATH."))?,
        ));
    }
    for (variable, package) in OLD {
        paths.push((variable, unpack(place, &modules, package)?));
    }
    Ok(paths)
}

/// The folder of npm's packages for tests.
pub fn modules(place: &Place) -> Result<PathBuf> {
    tool::ensure_apt(&[("node", "nodejs"), ("npm", "npm")])?;
    tool::ensure_npm(place, "test", "axe-core, Ajv, Chromium 83 and 90, and frameworks for backends")
}

/// The system's Chromium.
pub fn chromium() -> Result<PathBuf> {
    tool::ensure_apt(&[("chromium", "chromium")])?;
    shell::which("chromium").ok_or("chromium was installed but is not on PATH.".into())
}

/// The package holds the browser and its libraries, each compressed for a cloud that Loket does not use.
fn unpack(place: &Place, modules: &Path, package: &str) -> Result<PathBuf> {
    let home = place.cache.join("browser").join(package);
    let browser = home.join("chromium");
    if home.join("done").exists() {
        return Ok(browser);
    }
    shell::say(&format!("Unpacking {package} (once) …"));
    let packed = modules.join(package).join("bin");
    place::write(&browser, &unbrotli(&packed.join("chromium.br"))?)?;
    shell::quiet(Command::new("chmod").arg("755").arg(&browser))?;
    for (archive, folder) in [("swiftshader", "swiftshader"), ("aws", ".")] {
        let tar = home.join(archive).with_extension("tar");
        place::write(&tar, &unbrotli(&packed.join(archive).with_extension("tar.br"))?)?;
        let folder = home.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
        shell::quiet(Command::new("tar").arg("-xf").arg(&tar).arg("-C").arg(&folder))?;
        let _ = std::fs::remove_file(&tar);
    }
    place::write(&home.join("done"), b"")?;
    Ok(browser)
}

fn unbrotli(file: &Path) -> Result<Vec<u8>> {
    let packed = place::bytes(file)?;
    let mut bytes = Vec::new();
    brotli::BrotliDecompress(&mut &packed[..], &mut bytes)
        .map_err(|error| format!("{} is damaged: {error}.", file.display()))?;
    Ok(bytes)
}
