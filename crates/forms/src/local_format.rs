//! Identity numbers and other formats that are written in one way here: normalise, check, show. Source: the project's domain rules
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

use crate::{FormatFault, Severity, clean::clean};

pub(crate) use digits::digit;

/// A format of ours, named in a schema by `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalFormat {
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
type Found = Vec<(Severity, FormatFault)>;

const ALL: [(LocalFormat, &str); 10] = [
    (LocalFormat::Nik, "nik"),
    (LocalFormat::NoKk, "no-kk"),
    (LocalFormat::Npwp, "npwp"),
    (LocalFormat::Nib, "nib"),
    (LocalFormat::PhoneId, "phone-id"),
    (LocalFormat::PostalCodeId, "postal-code-id"),
    (LocalFormat::PlateId, "plate-id"),
    (LocalFormat::RtRw, "rt-rw"),
    (LocalFormat::MoneyIdr, "money-idr"),
    (LocalFormat::PersonName, "person-name"),
];

impl LocalFormat {
    /// By the name in a schema: `nik`, `no-kk`, `npwp`, `nib`, `phone-id`, `postal-code-id`, `plate-id`, `rt-rw`,
    /// `money-idr`, `person-name`.
    pub fn named(format: &str) -> Option<LocalFormat> {
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
            LocalFormat::Nik | LocalFormat::NoKk | LocalFormat::Npwp | LocalFormat::Nib | LocalFormat::PostalCodeId => {
                digits::only(typed, "")
            }
            LocalFormat::PhoneId => phone::normalise(typed),
            LocalFormat::PlateId => plate::normalise(typed),
            LocalFormat::RtRw => rt_rw::normalise(typed),
            LocalFormat::MoneyIdr => money::normalise(typed),
            LocalFormat::PersonName => Some(name::normalise(typed)),
        };
        normal.unwrap_or_else(|| String::from(typed.trim()))
    }

    /// What is wrong with a normalised value.
    pub fn check(self, value: &str) -> Vec<(Severity, FormatFault)> {
        match self {
            LocalFormat::Nik => population::check_nik(value),
            LocalFormat::NoKk => population::check_kk(value),
            LocalFormat::Npwp => tax::check(value),
            LocalFormat::Nib => digits::check(value, 13, 13),
            LocalFormat::PhoneId => phone::check(value),
            LocalFormat::PostalCodeId => check_postal_code(value),
            LocalFormat::PlateId => plate::check(value),
            LocalFormat::RtRw => rt_rw::check(value),
            LocalFormat::MoneyIdr => money::check(value),
            LocalFormat::PersonName => name::check(value),
        }
    }

    /// How people read it: `6171 0517 0890 0001`, `0812-3456-7890`, `5.000.000`. A value that does not pass its check
    /// is shown as far as it goes.
    pub fn show(self, value: &str) -> String {
        match self {
            LocalFormat::Nik | LocalFormat::NoKk | LocalFormat::Nib => digits::groups(value, ' '),
            LocalFormat::Npwp => tax::show(value),
            LocalFormat::PhoneId => phone::show(value),
            LocalFormat::MoneyIdr => money::show(value),
            LocalFormat::PostalCodeId | LocalFormat::PlateId | LocalFormat::RtRw | LocalFormat::PersonName => {
                String::from(value)
            }
        }
    }

    /// Shown where it need not be read: `6171••••••••0001`.
    pub fn mask(self, value: &str) -> String {
        match self {
            LocalFormat::PersonName => name::mask(value),
            LocalFormat::PhoneId => digits::mask(&phone::national(value)),
            _ => digits::mask(value),
        }
    }
}

fn error(fault: FormatFault) -> Found {
    vec![(Severity::Error, fault)]
}

fn warning(fault: FormatFault) -> Found {
    vec![(Severity::Warning, fault)]
}

fn check_postal_code(value: &str) -> Found {
    let found = digits::check(value, 5, 5);
    if found.is_empty() && value.starts_with('0') {
        return error(FormatFault::Form);
    }
    found
}

#[cfg(test)]
mod tests;
