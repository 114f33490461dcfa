//! Drawing pieces that know no form.

mod field;
mod live;
mod panel;
mod progress;
mod summary;
mod task;
mod top;

pub use field::FieldFrame;
pub use live::{Live, LiveRegion};
pub use panel::{Panel, Tone};
pub use progress::Progress;
pub use summary::{ErrorSummary, SummaryLine};
pub use task::Task;
pub use top::Top;
