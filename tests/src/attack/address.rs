//! Attacks by addresses alone: somebody opens a link that a stranger has sent.

use std::sync::Arc;

use crate::{addresses, stage::Stage, wrong::Result};

/// Whatever a link of the app's own address says, nothing leaves before a press; a thousand of them: `cargo xtask addresses`.
pub async fn no_address_sends_anything(stage: Arc<Stage>) -> Result {
    addresses::open(&stage, 36, 5).await
}
