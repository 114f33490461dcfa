//! English. A table of sentences: long, but each line stands alone. Same shape as the Indonesian file beside it.

use forms::{FormatFault, Json, LocalFormat, ProblemKind};

use crate::State;

/// What is required and asked nowhere.
pub(crate) const UNASKED: &str = "{label} is wanted, but this form does not ask for it. Please call the office.";

/// The answers as a whole.
pub(crate) const WHOLE: &str = "This form";

/// The sentence for a kind of problem, with `{label}`, `{got}` and `{want}` to be filled in.
pub(crate) fn problem(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Required => "{label} is still empty. Please fill it in to go on.",
        ProblemKind::Type { want, .. } => match want.first().copied() {
            Some("integer") => "{label} must be a whole number, for example 12.",
            Some("number") => "{label} must be a number, for example 12 or 2.5.",
            Some("boolean") => "{label} has no answer yet. Choose yes or no.",
            _ => "We cannot read {label}. Please enter it again.",
        },
        ProblemKind::Enum => "{label} is not in the list. Please choose again.",
        ProblemKind::Const { want: Json::Bool(true) } => "Tick this statement, then the application can be sent.",
        ProblemKind::Const { .. } => "{label} must be {want}.",
        ProblemKind::MinLength { .. } => {
            "{label} is too short. You typed {got} characters, at least {want} are needed."
        }
        ProblemKind::MaxLength { .. } => "{label} is too long. You typed {got} characters, at most {want} fit.",
        ProblemKind::Pattern { .. } => "{label} is not written as asked. Check its letters and digits.",
        ProblemKind::Minimum { .. } => "{label} must be at least {want}. You entered {got}.",
        ProblemKind::Maximum { .. } => "{label} can be at most {want}. You entered {got}.",
        ProblemKind::ExclusiveMinimum { .. } => "{label} must be more than {want}. You entered {got}.",
        ProblemKind::ExclusiveMaximum { .. } => "{label} must be less than {want}. You entered {got}.",
        ProblemKind::MultipleOf { .. } => "{label} must be a multiple of {want}. You entered {got}.",
        ProblemKind::MinItems { .. } => "{label} needs at least {want} entries. There are {got} now.",
        ProblemKind::MaxItems { .. } => "{label} takes at most {want} entries. There are {got} now.",
        ProblemKind::UniqueItems { .. } => "In {label}, entries {got} and {want} are the same. Remove one of them.",
        ProblemKind::Contains { got, min, .. } if got < min => {
            "{label} needs at least {want} fitting entries. There are {got} now."
        }
        ProblemKind::Contains { .. } => "{label} takes at most {want} entries like that. There are {got} now.",
        ProblemKind::MinProperties { .. } => "{label} is not complete. Fill in at least {want} parts.",
        ProblemKind::MaxProperties { .. } => "{label} holds too much. Fill in at most {want} parts.",
        ProblemKind::AdditionalProperties | ProblemKind::UnevaluatedProperties | ProblemKind::UnevaluatedItems => {
            "{label} holds an answer that nobody asked for. Please remove it."
        }
        ProblemKind::PropertyNames => "{label} holds a part with an unknown name. Please check it.",
        ProblemKind::Never => "{label} is not asked here. Please leave it empty.",
        ProblemKind::Not => "This answer to {label} cannot be used. Please change it.",
        ProblemKind::AnyOf => "{label} is not what is asked yet. Please check it.",
        ProblemKind::Group { together: false, .. } => "Please fill in {label}.",
        ProblemKind::Group { .. } => "Fill in only one of these: {label}.",
        ProblemKind::Computed { want: Some(_) } => "{label} must be {want}, as it comes of your other answers.",
        ProblemKind::Computed { .. } => "{label} must be empty, since it comes of other answers.",
        ProblemKind::OneOf { matched: 0 } => "{label} fits none of the choices yet. Please check it.",
        ProblemKind::OneOf { .. } => "{label} fits {got} choices at once. Choose only one.",
        ProblemKind::Format { format } => match format.as_str() {
            "email" | "idn-email" => "{label} is not complete. Check the @ sign, as in name@example.id.",
            "date" => "{label} is not a date, for example 17-8-1990.",
            "time" => "{label} is not a time, for example 09:30.",
            "date-time" => "{label} needs a date and a time. Please check both.",
            "uri" | "iri" | "uri-reference" | "iri-reference" => {
                "{label} is not a web address, for example https://example.id."
            }
            _ => "{label} is not written as asked. Please check it.",
        },
        ProblemKind::LocalFormat { identity, fault } => self::identity(*identity, fault),
        ProblemKind::Unreadable { want, .. } => match *want {
            "date" => "{label}: the date {got} does not exist or is incomplete. Example: 17-8-1990.",
            "integer" => "{label} must be a whole number. You typed {got}.",
            "money-idr" => "Use only digits for {label}. Example: 5.000.000.",
            _ => "Use only digits for {label}. You typed {got}.",
        },
        // The backend's sentence is shown itself; this stands in when it sent none.
        ProblemKind::Backend { .. } => "Please check {label} again.",
    }
}

fn identity(identity: LocalFormat, fault: &FormatFault) -> &'static str {
    match fault {
        FormatFault::NotDigits => match identity {
            LocalFormat::MoneyIdr => "Use only digits for {label}. Example: 5.000.000.",
            LocalFormat::PhoneId => "{label} can hold only digits. Example: 0812-3456-7890.",
            _ => "{label} can hold only digits. Remove letters and other signs.",
        },
        FormatFault::Length { got, min, max } => match identity {
            LocalFormat::PersonName if got < min => "{label} is empty. Write it as on the KTP.",
            LocalFormat::PersonName => "{label} can have {want} letters at most. You typed {got}.",
            LocalFormat::MoneyIdr => "{label} is too large. Please count the zeros again.",
            LocalFormat::Npwp => "{label} must have 15 or 16 digits. You typed {got}.",
            LocalFormat::Nib => "{label} must have {want} digits, leading zeros included. You typed {got}.",
            _ if min == max => "{label} must have {want} digits. You typed {got}.",
            _ if got < min => "{label} is too short. You typed {got} digits, at least {want} are needed.",
            _ => "{label} is too long. You typed {got} digits, at most {want} fit.",
        },
        FormatFault::Date => match identity {
            LocalFormat::NoKk => "The date in {label} cannot be right. Check digits 7 to 12.",
            _ => "The birth date in {label} cannot be right. Check digits 7 to 12.",
        },
        FormatFault::Serial => match identity {
            LocalFormat::Nik | LocalFormat::NoKk => {
                "This {label} cannot be right. Check the last four digits on the card."
            }
            _ => "This {label} cannot be right. Please check all its digits.",
        },
        FormatFault::Region => "We do not know the region in {label}. Check it, then go on if right.",
        FormatFault::CheckDigit => "A digit of {label} may be wrong. Check it, then go on if right.",
        FormatFault::Prefix => "{label} must begin with 08 or +62. Example: 0812-3456-7890.",
        FormatFault::BirthDate => "{label} and birth date do not match. Go on if the KTP says so.",
        FormatFault::Sex => "{label} and sex do not match. Go on if the KTP says so.",
        FormatFault::SameAsNik => match identity {
            LocalFormat::NoKk => "You entered the NIK as {label}. The family card number is another one.",
            _ => "{label} is another person's NIK in this form. Check both cards.",
        },
        FormatFault::Character { .. } => "{label} cannot hold {got}. Write it as on the KTP.",
        FormatFault::Form => match identity {
            LocalFormat::RtRw => "Enter {label} as digits. Example: RT 003, RW 005.",
            LocalFormat::PlateId => "{label} is not complete. Example: KB 1234 AB.",
            LocalFormat::PostalCodeId => "{label} does not begin with zero. Example: 78112.",
            LocalFormat::PersonName => "{label} must hold letters. Write it as on the KTP.",
            _ => "{label} is not written as asked. Please check it.",
        },
        FormatFault::Small => "{label} is very small. Do you mean thousands or millions?",
    }
}

pub(crate) fn state(code: &str) -> Option<State> {
    let (label, meaning) = match code {
        "draf" => ("Draft", "Not sent yet. It is kept on your phone."),
        "terkirim" => ("Sent", "We have it. An officer will look at it."),
        "diperiksa" => ("Being checked", "An officer is checking your application."),
        "perlu_perbaikan" => ("Needs correction", "Some parts need to be corrected by you."),
        "dikirim_ulang" => ("Sent again", "We have your corrections."),
        "survei" => ("Site visit", "An officer will come to the place."),
        "rekomendasi" => ("Waiting for another office", "Another office has to agree first."),
        "bayar" => ("Waiting for payment", "There is a fee to pay first."),
        "persetujuan" => ("Waiting for signature", "Only the signature is missing."),
        "terbit" => ("Issued", "Your letter is ready."),
        "diserahkan" => ("Collected", "You have received the letter."),
        "ditolak" => ("Refused", "Please read the reason. You may apply again."),
        "dibatalkan" => ("Withdrawn", "You withdrew this application."),
        "kedaluwarsa" => ("Expired", "It is no longer valid."),
        "dicabut" => ("Revoked", "The letter is no longer valid."),
        _ => return None,
    };
    Some(State { label, meaning })
}
