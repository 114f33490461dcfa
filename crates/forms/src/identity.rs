//! Identity numbers and other Indonesian formats: normalise, check, show. Source: the project's domain rules
//! (NIK: Permendagri; NPWP: PMK 112/2022; phone: numbering plan).

use crate::{IdentityFault, Severity};

/// A format of ours, named in a schema by `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Nik,
    NoKk,
    Npwp,
    Nib,
    PhoneId,
    PostalCodeId,
    PlateId,
    RtRw,
    MoneyIdr,
    PersonName,
}

impl Identity {
    /// By the name in a schema: `nik`, `no-kk`, `npwp`, `nib`, `phone-id`, `postal-code-id`, `plate-id`, `rt-rw`, `money-idr`, `person-name`.
    pub fn named(format: &str) -> Option<Identity> {
        todo!()
    }
    pub fn name(self) -> &'static str {
        todo!()
    }
    /// What is stored: digits only for numbers (full-width and Arabic-Indic digits become ASCII), E.164 for phones, `001/005` for RT/RW; a text that cannot be
    /// normalised is kept trimmed. Normalising twice is normalising once.
    pub fn normalise(self, typed: &str) -> String {
        todo!()
    }
    /// What is wrong with a normalised value.
    pub fn check(self, value: &str) -> Vec<(Severity, IdentityFault)> {
        todo!()
    }
    /// How people read it: `6171 0517 0890 0001`, `0812-3456-7890`, `5.000.000`.
    pub fn show(self, value: &str) -> String {
        todo!()
    }
    /// Shown where it need not be read: `6171••••••••0001`.
    pub fn mask(self, value: &str) -> String {
        todo!()
    }
}
