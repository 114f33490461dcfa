//! A screen for WebKit's driver, which wants one: the developer's own, or an invisible one for as long as the tests run.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use crate::Result;

pub struct Display {
    /// What `DISPLAY` should say.
    pub name: String,
    server: Option<Child>,
}

impl Display {
    pub fn open(browsers: &[(&str, PathBuf)]) -> Result<Self> {
        if let Ok(name) = std::env::var("DISPLAY") {
            return Ok(Self { name, server: None });
        }
        let xvfb = browsers.iter().find(|(name, _)| *name == "LOKET_XVFB").map(|(_, path)| path);
        let mut command = Command::new(xvfb.ok_or("Xvfb is missing.")?);
        // It picks a free number and says which.
        command.args(["-displayfd", "1", "-screen", "0", "1280x2000x24", "-nolisten", "tcp"]);
        let server = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut server = server.map_err(|error| format!("Xvfb did not start: {error}."))?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            let _ = BufReader::new(stdout).read_line(&mut number);
        }
        match number.trim() {
            "" => Err("Xvfb gave no screen.".into()),
            number => Ok(Self { name: format!(":{number}"), server: Some(server) }),
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
