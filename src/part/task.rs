//! Something that takes a while: its state as a signal. Instead of `Action` (4 KB) and `Suspense` (10 KB).

use std::{future::Future, pin::Pin};

use leptos::{prelude::*, task::spawn_local};

/// The state of one piece of work; starting it again forgets what an earlier run brings.
pub struct Task<T: 'static> {
    // Counts every change of state: what draws it listens to this one signal.
    turn: RwSignal<u32>,
    state: StoredValue<TaskState<T>, LocalStorage>,
}

struct TaskState<T> {
    run: u32,
    waiting: bool,
    done: Option<T>,
}

impl<T> Copy for Task<T> {}
impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + 'static> Task<T> {
    /// Idle.
    pub fn new() -> Task<T> {
        let state = TaskState { run: 0, waiting: false, done: None };
        Task { turn: RwSignal::new(0), state: StoredValue::new_local(state) }
    }

    /// Starts; `end` sees the result when it comes, unless the page has gone or another run was started.
    pub fn start(self, work: impl Future<Output = T> + 'static, end: impl FnOnce(&T) + 'static) {
        self.start_boxed(Box::pin(work), Box::new(end));
    }

    fn start_boxed(self, work: Pin<Box<dyn Future<Output = T>>>, end: Box<dyn FnOnce(&T)>) {
        let run = self.state.try_update_value(|state| {
            state.run += 1;
            state.waiting = true;
            state.run
        });
        self.changed();
        spawn(Box::pin(async move {
            let result = work.await;
            // `None`: the page that asked has gone.
            if self.state.try_with_value(|state| state.run) != run {
                return;
            }
            let kept = result.clone();
            self.state.try_update_value(|state| {
                state.waiting = false;
                state.done = Some(kept);
            });
            self.changed();
            end(&result);
        }));
    }

    /// Whether it runs now.
    pub fn is_waiting(self) -> bool {
        self.turn.track();
        self.is_waiting_untracked()
    }

    /// Whether it runs now, for a handler.
    pub fn is_waiting_untracked(self) -> bool {
        self.state.try_with_value(|state| state.waiting).unwrap_or_default()
    }

    /// The last result.
    pub fn result(self) -> Option<T> {
        self.turn.track();
        self.state.try_with_value(|state| state.done.clone()).flatten()
    }

    /// Forgets the last result.
    pub fn clear(self) {
        self.state.try_update_value(|state| {
            state.run += 1;
            state.waiting = false;
            state.done = None;
        });
        self.changed();
    }

    fn changed(self) {
        let _ = self.turn.try_update(|turn| *turn += 1);
    }
}

/// Runs a piece of work whose end nobody waits for: it tells of its end itself.
pub fn spawn(work: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(work);
}
