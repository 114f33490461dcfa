use std::time::Duration;

use tokio::time::advance;

use super::{Limits, Quota};
use crate::{address::Address, error::Error};

fn address(last: u8) -> Address {
    Address::from(std::net::IpAddr::from([192, 0, 2, last]))
}

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
    let address_7 = Some(address(7));
    let refused = (0..100).filter(|n| limits.enter(&n.to_string(), address_7).is_err()).count();
    assert_eq!(refused, 59);
    assert_eq!(limits.enter("1", Some(address(8))), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_quota_is_for_each_address_and_comes_back() {
    let (quota, address_7) = (Quota::new(2), address(7));
    assert_eq!([quota.take(address_7), quota.take(address_7)], [Ok(()), Ok(())]);
    advance(Duration::from_secs(100)).await;
    assert_eq!(quota.take(address_7), Err(Error::Busy { seconds: 501 }));
    assert_eq!(quota.take(address(8)), Ok(()));
    advance(Duration::from_secs(500)).await;
    assert_eq!(quota.take(address_7), Ok(()));
}
