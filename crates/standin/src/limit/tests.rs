use std::time::Duration;

use tokio::time::advance;

use super::{BY_PAYER, GUESSED, Limits, MOST, Quota};
use crate::error::Error;

#[tokio::test(start_paused = true)]
async fn each_wrong_try_costs_its_payer_more_waiting() {
    let limits = Limits::default();
    for _ in 0..4 {
        assert_eq!(limits.enter("3A7C9KXM", "a"), Ok(()));
    }
    let mut waits = Vec::new();
    for _ in 0..3 {
        let Err(Error::Busy { seconds }) = limits.enter("3A7C9KXM", "a") else { panic!("one must wait") };
        waits.push(seconds);
        advance(Duration::from_secs(seconds)).await;
        assert_eq!(limits.enter("3A7C9KXM", "a"), Ok(()));
    }
    assert_eq!(waits, [3, 5, 9]);
    // Others wait for nothing, nor does the same one for other things, and a right try clears the count.
    assert_eq!(limits.enter("3A7C9KXM", "b"), Ok(()));
    assert_eq!(limits.enter("PQRT3467", "a"), Ok(()));
    assert_eq!(limits.pass("3A7C9KXM", "a"), 6);
    assert_eq!(limits.enter("3A7C9KXM", "a"), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn what_many_guess_at_leaves_one_try_to_each() {
    let limits = Limits::default();
    for n in 0..GUESSED {
        assert_eq!(limits.enter("3A7C9KXM", &n.to_string()), Ok(()));
    }
    assert_eq!(limits.enter("3A7C9KXM", "new"), Ok(()));
    assert_eq!(limits.enter("3A7C9KXM", "new"), Ok(()));
    assert!(limits.enter("3A7C9KXM", "new").is_err());
}

#[tokio::test(start_paused = true)]
async fn one_address_cannot_walk_through_the_numbers_and_a_hall_is_not_shut() {
    let limits = Limits::default();
    let refused = (0..2 * BY_PAYER).filter(|n| limits.enter(&n.to_string(), "a").is_err()).count();
    assert_eq!(refused, BY_PAYER as usize);
    assert_eq!(limits.enter("1", "b"), Ok(()));
    advance(Duration::from_secs(2)).await;
    assert_eq!(limits.enter("x", "a"), Ok(()));
    // Right tries cost nothing.
    let limits = Limits::default();
    for n in 0..2 * BY_PAYER {
        assert_eq!(limits.enter(&n.to_string(), "a"), Ok(()));
        limits.pass(&n.to_string(), "a");
    }
}

#[tokio::test(start_paused = true)]
async fn memory_is_swept_by_time_and_bounded() {
    let limits = Limits::default();
    for n in 0..100 {
        assert_eq!(limits.enter(&n.to_string(), "a"), Ok(()));
    }
    advance(Duration::from_secs(3700)).await;
    assert_eq!(limits.enter("x", "b"), Ok(()));
    assert_eq!(limits.n_known(), 3);
    for n in 0..2 * MOST {
        let _ = limits.enter(&n.to_string(), &n.to_string());
    }
    assert!(limits.n_known() <= 3 * MOST, "{}", limits.n_known());
}

#[tokio::test(start_paused = true)]
async fn a_quota_is_for_each_address_and_comes_back() {
    let quota = Quota::new(2);
    assert_eq!([quota.take("a"), quota.take("a")], [Ok(()), Ok(())]);
    advance(Duration::from_secs(100)).await;
    assert_eq!(quota.take("a"), Err(Error::Busy { seconds: 501 }));
    assert_eq!(quota.take("b"), Ok(()));
    advance(Duration::from_secs(500)).await;
    assert_eq!(quota.take("a"), Ok(()));
}
