//! The interface of the stand-in as others see it: its OpenAPI description is valid, and a machine that tries everything that the
//! description allows finds nothing.

use std::{process::Output, sync::Arc};

use tokio::process::Command;

use crate::{
    http,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

pub async fn the_description_is_valid(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let description = http::get(office.addr, "/api/openapi.json").await?;
    same("The status", description.status(), 200)?;
    let file = office.file("openapi.json");
    std::fs::write(&file, &description.body)?;
    // The validator guesses the version from the file: 3.1.
    let mut command = Command::new(tool::path("LOKET_OPENAPI_VALIDATOR")?);
    passes(command.arg(&file).output().await?)
}

pub async fn a_machine_that_tries_everything_finds_nothing(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let mut command = Command::new(tool::path("LOKET_SCHEMATHESIS")?);
    command.arg("--config-file").arg(tool::path("LOKET_ROOT")?.join("crates/standin/schemathesis.toml"));
    command.arg("run").arg(format!("http://{}/api/openapi.json", office.addr));
    // The same cases in each run, and no more than a build machine has time for.
    command.args(["--seed", "20261124", "--max-examples", "20", "--no-color", "--generation-database", "none"]);
    command.current_dir(office.folder());
    passes(command.output().await?)
}

fn passes(output: Output) -> Result {
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let end: String = said.chars().rev().take(3000).collect::<Vec<_>>().into_iter().rev().collect();
    ensure(output.status.success(), || end)
}
