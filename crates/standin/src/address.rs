//! Where a request comes from, as far as it is counted: an address of IPv4, or the network of 64 bits that one subscriber of IPv6 has.
//! What a header says of it is believed only from the proxies of the command line: anybody can write one.

use std::{
    convert::Infallible,
    fmt,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Extensions, HeaderMap, header, request::Parts},
};
use ipnet::IpNet;

use crate::{Office, Settings};

/// Whom limits count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Address(IpAddr);

/// What is known of the way of a request.
pub(crate) struct Way {
    /// Nothing without a connection, as in a test.
    pub(crate) from: Option<Address>,
    /// Whether it came over https, to us or to the proxy before us.
    pub(crate) is_https: bool,
}

impl Way {
    pub(crate) fn of(settings: &Settings, extensions: &Extensions, headers: &HeaderMap) -> Way {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let is_https = settings.tls.is_some();
        let Some(peer) = peer.filter(|peer| is_proxy(*peer, &settings.proxies)) else {
            return Way { from: peer.map(Address::from), is_https };
        };
        // The last one was written by the nearest proxy; what stands before the first stranger may be anything.
        let hops = if settings.forwarded { parameters(headers, "for") } else { listed(headers, "x-forwarded-for") };
        let hops = hops.iter().rev().map_while(|hop| ip(hop));
        let stranger = hops.into_iter().find(|hop| !is_proxy(*hop, &settings.proxies)).unwrap_or(peer);
        let schemes =
            if settings.forwarded { parameters(headers, "proto") } else { listed(headers, "x-forwarded-proto") };
        let is_https = schemes.last().is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        Way { from: Some(Address::from(stranger)), is_https }
    }
}

impl FromRequestParts<Arc<Office>> for Way {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Way, Infallible> {
        Ok(Way::of(&office.settings, &parts.extensions, &parts.headers))
    }
}

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Address {
        match ip.to_canonical() {
            IpAddr::V6(ip) => Address(IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64))),
            ip => Address(ip),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Whether an address is one of the proxies.
pub(crate) fn is_proxy(ip: IpAddr, proxies: &[IpNet]) -> bool {
    proxies.iter().any(|proxy| proxy.contains(&ip.to_canonical()))
}

/// The members of a list in headers of this name, in their order.
fn listed(headers: &HeaderMap, name: &str) -> Vec<String> {
    let lists = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).map(|hop| String::from(hop.trim())).collect()
}

/// The values of a parameter of the header `Forwarded` (RFC 7239), in their order.
fn parameters(headers: &HeaderMap, wanted: &str) -> Vec<String> {
    let hops = listed(headers, header::FORWARDED.as_str()).into_iter();
    let value = |hop: String| {
        let mut pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| String::from(value.trim().trim_matches('"')))
    };
    hops.map(|hop| value(hop).unwrap_or_default()).collect()
}

/// An address as proxies write it: bare, in brackets, with or without a port.
fn ip(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.split(']').next()).unwrap_or(text);
    let ip = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    ip.map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests;
