//! Identity numbers and other Indonesian formats: normalise, check, show. Source: the project's domain rules
//! (NIK and KK: Kemendagri; NPWP: PMK 112/2022; phone: the numbering plan). Pure text work; compares nothing
//! with a register, since no number here can be proved without the office.

mod digits;
mod money;
mod name;
mod phone;
mod plate;
mod population;
mod rt_rw;
mod tax;
mod typing;

use crate::{IdentityFault, Severity, clean::clean};

pub(crate) use digits::digit;

/// A format of ours, named in a schema by `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The number of a person, on the KTP: 16 digits.
    Nik,
    /// The number of a family card: 16 digits.
    NoKk,
    /// The tax number: 15 digits (old) or 16.
    Npwp,
    /// The business number: 13 digits.
    Nib,
    /// An Indonesian phone number, mobile or fixed.
    PhoneId,
    /// Five digits.
    PostalCodeId,
    /// The plate of a vehicle: `KB 1234 AB`.
    PlateId,
    /// Neighbourhood numbers: `001/005`.
    RtRw,
    /// Whole rupiah.
    MoneyIdr,
    /// A name as it stands on the KTP.
    PersonName,
}

/// What a check finds.
type Found = Vec<(Severity, IdentityFault)>;

const ALL: [(Identity, &str); 10] = [
    (Identity::Nik, "nik"),
    (Identity::NoKk, "no-kk"),
    (Identity::Npwp, "npwp"),
    (Identity::Nib, "nib"),
    (Identity::PhoneId, "phone-id"),
    (Identity::PostalCodeId, "postal-code-id"),
    (Identity::PlateId, "plate-id"),
    (Identity::RtRw, "rt-rw"),
    (Identity::MoneyIdr, "money-idr"),
    (Identity::PersonName, "person-name"),
];

impl Identity {
    /// By the name in a schema: `nik`, `no-kk`, `npwp`, `nib`, `phone-id`, `postal-code-id`, `plate-id`, `rt-rw`,
    /// `money-idr`, `person-name`.
    pub fn named(format: &str) -> Option<Identity> {
        ALL.iter().find(|(_, name)| *name == format).map(|(identity, _)| *identity)
    }

    /// The names of all of them.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|(_, name)| *name)
    }

    /// The name in a schema.
    pub fn name(self) -> &'static str {
        ALL.iter().find(|(identity, _)| *identity == self).map_or("", |(_, name)| name)
    }

    /// What is stored: digits only for numbers (full-width and Arabic-Indic digits become ASCII), E.164 for phones,
    /// `001/005` for RT/RW; what nobody sees is gone. A text that cannot be normalised is kept trimmed. Normalising twice is normalising once.
    pub fn normalise(self, typed: &str) -> String {
        let typed = &clean(typed);
        let normal = match self {
            Identity::Nik | Identity::NoKk | Identity::Npwp | Identity::Nib | Identity::PostalCodeId => {
                digits::only(typed, "")
            }
            Identity::PhoneId => phone::normalise(typed),
            Identity::PlateId => plate::normalise(typed),
            Identity::RtRw => rt_rw::normalise(typed),
            Identity::MoneyIdr => money::normalise(typed),
            Identity::PersonName => Some(name::normalise(typed)),
        };
        normal.unwrap_or_else(|| String::from(typed.trim()))
    }

    /// What is wrong with a normalised value.
    pub fn check(self, value: &str) -> Vec<(Severity, IdentityFault)> {
        match self {
            Identity::Nik => population::check_nik(value),
            Identity::NoKk => population::check_kk(value),
            Identity::Npwp => tax::check(value),
            Identity::Nib => digits::check(value, 13, 13),
            Identity::PhoneId => phone::check(value),
            Identity::PostalCodeId => check_postal_code(value),
            Identity::PlateId => plate::check(value),
            Identity::RtRw => rt_rw::check(value),
            Identity::MoneyIdr => money::check(value),
            Identity::PersonName => name::check(value),
        }
    }

    /// How people read it: `6171 0517 0890 0001`, `0812-3456-7890`, `5.000.000`. A value that does not pass its check
    /// is shown as far as it goes.
    pub fn show(self, value: &str) -> String {
        match self {
            Identity::Nik | Identity::NoKk | Identity::Nib => digits::groups(value, ' '),
            Identity::Npwp => tax::show(value),
            Identity::PhoneId => phone::show(value),
            Identity::MoneyIdr => money::show(value),
            Identity::PostalCodeId | Identity::PlateId | Identity::RtRw | Identity::PersonName => String::from(value),
        }
    }

    /// Shown where it need not be read: `6171••••••••0001`.
    pub fn mask(self, value: &str) -> String {
        match self {
            Identity::PersonName => name::mask(value),
            Identity::PhoneId => digits::mask(&phone::national(value)),
            _ => digits::mask(value),
        }
    }
}

fn error(fault: IdentityFault) -> Found {
    vec![(Severity::Error, fault)]
}

fn warning(fault: IdentityFault) -> Found {
    vec![(Severity::Warning, fault)]
}

fn check_postal_code(value: &str) -> Found {
    let found = digits::check(value, 5, 5);
    if found.is_empty() && value.starts_with('0') {
        return error(IdentityFault::Form);
    }
    found
}

#[cfg(test)]
mod tests;
