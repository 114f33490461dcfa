//! Something that takes a while: its state as a signal. Instead of `Action` (4 KB) and `Suspense` (10 KB).

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};

/// The state of one piece of work; starting it again forgets what an earlier run brings.
#[derive(Debug)]
pub struct Task<T: Send + Sync + 'static> {
    run: RwSignal<u32>,
    waiting: RwSignal<bool>,
    done: RwSignal<Option<T>>,
}

impl<T: Send + Sync + 'static> Copy for Task<T> {}
impl<T: Send + Sync + 'static> Clone for Task<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + Send + Sync + 'static> Task<T> {
    /// Idle.
    pub fn new() -> Task<T> {
        Task { run: RwSignal::new(0), waiting: RwSignal::new(false), done: RwSignal::new(None) }
    }

    /// Starts; `end` sees the result when it comes, unless the page has gone or another run was started.
    pub fn start(self, work: impl Future<Output = T> + 'static, end: impl FnOnce(&T) + 'static) {
        let run = self.run.get_untracked() + 1;
        self.run.set(run);
        self.waiting.set(true);
        spawn_local(async move {
            let result = work.await;
            // `None`: the page that asked has gone.
            if self.run.try_get_untracked() != Some(run) {
                return;
            }
            self.waiting.set(false);
            self.done.set(Some(result.clone()));
            end(&result);
        });
    }

    /// Whether it runs now.
    pub fn is_waiting(self) -> bool {
        self.waiting.get()
    }

    /// Whether it runs now, for a handler.
    pub fn is_waiting_untracked(self) -> bool {
        self.waiting.get_untracked()
    }

    /// The last result.
    pub fn result(self) -> Option<T> {
        self.done.get()
    }

    /// Forgets the last result.
    pub fn clear(self) {
        self.run.update(|run| *run += 1);
        self.waiting.set(false);
        self.done.set(None);
    }
}
