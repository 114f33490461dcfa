//! Something that takes a while: its state as a signal. Instead of `Action` (4 KB) and `Suspense` (10 KB).

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::{Poll, Waker},
};

use leptos::{prelude::*, task::spawn_local};

/// The state of one piece of work; starting it again breaks an earlier run off.
pub struct Task<T: 'static> {
    // Counts every change of state: what draws it listens to this one signal.
    turn: RwSignal<u32>,
    run: StoredValue<Run, LocalStorage>,
    done: StoredValue<Option<T>, LocalStorage>,
}

#[derive(Default)]
struct Run {
    n: u32,
    waiting: bool,
    // Wakes the present run, so that it finds out that it is no longer wanted.
    waker: Option<Waker>,
}

type Work<T> = Pin<Box<dyn Future<Output = T>>>;

impl<T> Copy for Task<T> {}
impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + 'static> Task<T> {
    /// Idle.
    pub fn new() -> Task<T> {
        let run = StoredValue::new_local(Run::default());
        Task { turn: RwSignal::new(0), run, done: StoredValue::new_local(None) }
    }

    /// Starts; `end` sees the result when it comes, unless the page has gone or another run was started.
    pub fn start(self, work: impl Future<Output = T> + 'static, end: impl FnOnce(&T) + 'static) {
        self.start_boxed(Box::pin(work), Box::new(end));
    }

    fn start_boxed(self, work: Work<T>, end: Box<dyn FnOnce(&T)>) {
        let Some(run) = next(self.run, true) else { return };
        changed(self.turn);
        spawn(while_wanted(
            self.run,
            run,
            Box::pin(async move {
                let result = work.await;
                self.done.try_set_value(Some(result.clone()));
                self.run.try_update_value(|run| run.waiting = false);
                changed(self.turn);
                end(&result);
            }),
        ));
    }

    /// Whether it runs now.
    pub fn is_waiting(self) -> bool {
        self.turn.track();
        self.is_waiting_untracked()
    }

    /// Whether it runs now, for a handler.
    pub fn is_waiting_untracked(self) -> bool {
        self.run.try_with_value(|run| run.waiting).unwrap_or_default()
    }

    /// The last result.
    pub fn result(self) -> Option<T> {
        self.turn.track();
        self.done.try_with_value(Clone::clone).flatten()
    }

    /// Forgets the last result, and breaks off what is under way.
    pub fn clear(self) {
        next(self.run, false);
        self.done.try_set_value(None);
        changed(self.turn);
    }
}

/// Runs a piece of work whose end nobody waits for: it tells of its end itself.
pub fn spawn(work: Work<()>) {
    spawn_local(work);
}

// The run before this one has nobody who waits for it. `None`: the page has gone.
fn next(run: StoredValue<Run, LocalStorage>, waiting: bool) -> Option<u32> {
    let (n, before) = run.try_update_value(|run| {
        run.n += 1;
        run.waiting = waiting;
        (run.n, run.waker.take())
    })?;
    if let Some(before) = before {
        before.wake();
    }
    Some(n)
}

// Ends with the work, or as soon as another run was started; the work is dropped then.
fn while_wanted(run: StoredValue<Run, LocalStorage>, n: u32, mut work: Work<()>) -> Work<()> {
    Box::pin(poll_fn(move |context| {
        if run.try_with_value(|run| run.n) != Some(n) {
            return Poll::Ready(());
        }
        let polled = work.as_mut().poll(context);
        if polled.is_pending() {
            run.try_update_value(|run| run.waker = Some(context.waker().clone()));
        }
        polled
    }))
}

fn changed(turn: RwSignal<u32>) {
    let _ = turn.try_update(|turn| *turn += 1);
}
