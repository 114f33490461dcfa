//! Who is signed in: an access token (RFC 6750) in the memory of this page, and nowhere else.

use std::cell::RefCell;

use rest::Provider;

/// What signing in gave.
pub struct SignedIn {
    /// A random name of this one sign-in, which says nothing of the person.
    pub name: String,
    /// What it is for, as [`address`] writes it.
    pub address: String,
    pub token: String,
}

thread_local! {
    static SIGNED_IN: RefCell<Option<SignedIn>> = const { RefCell::new(None) };
    static TOLD: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// From now on `told` hears when somebody signs in or is signed in no more.
pub fn follow(told: impl Fn() + 'static) {
    TOLD.replace(Some(Box::new(told)));
}

/// Somebody has signed in.
pub fn sign_in(signed_in: SignedIn) {
    SIGNED_IN.replace(Some(signed_in));
    tell();
}

/// Forgets the token.
pub fn forget() {
    SIGNED_IN.replace(None);
    tell();
}

/// The name of the present sign-in.
pub fn sign_in_name() -> Option<String> {
    SIGNED_IN.with_borrow(|signed_in| Some(signed_in.as_ref()?.name.clone()))
}

/// The token for a provider, if somebody is signed in there.
pub(super) fn token(provider: &Provider) -> Option<String> {
    SIGNED_IN.with_borrow(|signed_in| {
        let signed_in = signed_in.as_ref().filter(|signed_in| signed_in.address == address(provider))?;
        Some(signed_in.token.clone())
    })
}

// What a token is for: src/device/oidc.js writes the same.
fn address(provider: &Provider) -> String {
    [&provider.issuer, " ", &provider.client_id, " ", &provider.scope].concat()
}

fn tell() {
    TOLD.with_borrow(|told| {
        if let Some(told) = told {
            told();
        }
    });
}
