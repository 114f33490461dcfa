//! The formats of JSON Schema that are checked, and ours. What is not listed here is a remark for people.

mod internet;
mod time;

use crate::{Date, Host, LocalFormat, pattern, pointer::is_pointer};

/// A format that is checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Format {
    LocalFormat(LocalFormat),
    Date,
    Time,
    DateTime,
    Duration,
    Email,
    Hostname,
    Ipv4,
    Ipv6,
    Uri,
    Uuid,
    JsonPointer,
    Regex,
}

/// The standard ones by name.
const NAMES: [(&str, Format); 12] = [
    ("date", Format::Date),
    ("time", Format::Time),
    ("date-time", Format::DateTime),
    ("duration", Format::Duration),
    ("email", Format::Email),
    ("hostname", Format::Hostname),
    ("ipv4", Format::Ipv4),
    ("ipv6", Format::Ipv6),
    ("uri", Format::Uri),
    ("uuid", Format::Uuid),
    ("json-pointer", Format::JsonPointer),
    ("regex", Format::Regex),
];

/// The names of all formats that are checked, the standard's and ours: each needs a sentence.
pub fn format_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name).chain(LocalFormat::names())
}

impl Format {
    pub(crate) fn named(name: &str) -> Option<Format> {
        let standard = NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
        standard.or_else(|| LocalFormat::named(name).map(Format::LocalFormat))
    }

    pub(crate) fn name(self) -> &'static str {
        if let Format::LocalFormat(identity) = self {
            return identity.name();
        }
        NAMES.iter().find(|(_, format)| *format == self).map(|(name, _)| *name).unwrap_or_default()
    }

    /// Whether a text is of a standard format. Identities say more than yes or no: they are asked themselves.
    pub(crate) fn holds(self, text: &str, host: &dyn Host) -> bool {
        match self {
            Format::LocalFormat(_) => true,
            Format::Date => Date::parse(text).is_some(),
            Format::Time => time::is_time(text),
            Format::DateTime => time::is_date_time(text),
            Format::Duration => time::is_duration(text),
            Format::Email => internet::is_email(text),
            Format::Hostname => internet::is_hostname(text),
            Format::Ipv4 => internet::is_ipv4(text),
            Format::Ipv6 => internet::is_ipv6(text),
            Format::Uri => internet::is_uri(text),
            Format::Uuid => internet::is_uuid(text),
            Format::JsonPointer => is_pointer(text),
            Format::Regex => pattern::is_valid(text, host),
        }
    }
}

#[cfg(test)]
mod tests;
