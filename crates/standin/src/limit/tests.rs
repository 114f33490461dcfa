use std::time::Duration;

use tokio::time::advance;

use super::{Limits, Quota};
use crate::error::Error;

#[tokio::test(start_paused = true)]
async fn each_wrong_try_costs_more_waiting() {
    let limits = Limits::default();
    for _ in 0..4 {
        assert_eq!(limits.enter("3A7C9KXM", None), Ok(()));
    }
    let mut waits = Vec::new();
    for _ in 0..3 {
        let Err(Error::Busy { seconds }) = limits.enter("3A7C9KXM", None) else { panic!("one must wait") };
        waits.push(seconds);
        advance(Duration::from_secs(seconds)).await;
        assert_eq!(limits.enter("3A7C9KXM", None), Ok(()));
    }
    assert_eq!(waits, [3, 5, 9]);
    // Others wait for nothing, and a right try clears the count.
    assert_eq!(limits.enter("PQRT3467", None), Ok(()));
    limits.pass("3A7C9KXM", None);
    assert_eq!(limits.enter("3A7C9KXM", None), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn one_address_cannot_walk_through_the_numbers() {
    let limits = Limits::default();
    let address = Some([192, 0, 2, 7].into());
    let refused = (0..100).filter(|n| limits.enter(&n.to_string(), address).is_err()).count();
    assert_eq!(refused, 59);
    assert_eq!(limits.enter("1", Some([192, 0, 2, 8].into())), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_quota_is_for_each_address_and_comes_back() {
    let (quota, address) = (Quota::new(2), Some([192, 0, 2, 7].into()));
    assert_eq!([quota.take(address), quota.take(address)], [Ok(()), Ok(())]);
    advance(Duration::from_secs(100)).await;
    assert_eq!(quota.take(address), Err(Error::Busy { seconds: 501 }));
    assert_eq!(quota.take(Some([192, 0, 2, 8].into())), Ok(()));
    advance(Duration::from_secs(500)).await;
    assert_eq!(quota.take(address), Ok(()));
}
