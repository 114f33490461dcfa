//! Drawing pieces that know no form.

mod dom;
mod field;
mod live;
mod option_row;
mod piece;
mod pin_form;
mod progress;
mod summary;
mod task;
mod text_box;
mod top;

pub use dom::{El, el, list, svg};
pub use field::{FrameWords, Naming, described_by, frame, sentences};
pub use live::Live;
pub use option_row::{Pick, option_row};
pub use piece::{Tone, actions, button, h1, h2, link_button, p, panel, qr, quiet_button, quiet_link, unseen};
pub use pin_form::{PinBox, PinForm};
pub use progress::progress;
pub use summary::{SUMMARY_ID, SummaryLine, summary};
pub use task::{Task, spawn};
pub use text_box::{BoxStyle, text_box};
pub use top::top;
