//! Journeys of citizens in real browsers, against the real stand-in with a database file of its own for each.
//! A journey is a function; what people type and read is data in `tests/data`. Nothing is found by its position or class.

mod cdp;
mod citizen;
mod driver;
mod http;
mod journey;
mod network;
mod office;
mod run;
mod stage;
mod tool;
mod watch;
mod wrong;

use std::process::ExitCode;

/// The table of journeys: `module::name` is the function `journey::module::name`.
macro_rules! journeys {
    ($($module:ident::$name:ident),* $(,)?) => {
        vec![$(run::Journey {
            name: concat!(stringify!($module), "::", stringify!($name)),
            walk: |stage| Box::pin(journey::$module::$name(stage)),
        }),*]
    };
}

#[tokio::main]
async fn main() -> ExitCode {
    run::run(journeys![
        conversion::from_sptu_to_receipt_and_status,
    ])
    .await
}
