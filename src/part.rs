//! Drawing pieces that know no form.

mod field;
mod live;
mod option_row;
mod panel;
mod progress;
mod qr;
mod summary;
mod task;
mod text_box;
mod top;

pub use field::{FieldFrame, Naming, described_by};
pub use live::{Live, LiveRegion};
pub use option_row::{OptionRow, Pick};
pub use panel::{Panel, Tone};
pub use progress::Progress;
pub use qr::Qr;
pub use summary::{ErrorSummary, SUMMARY_ID, SummaryLine};
pub use task::Task;
pub use text_box::{BoxStyle, TextBox};
pub use top::Top;
