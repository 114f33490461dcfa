//! ASP.NET's ValidationProblemDetails: `{ "title": …, "traceId": …, "errors": { "Pemilik.Nik": [ … ], "$.tanggal": [ … ] } }`.

use forms::{Json, ProblemKind};

use super::{Refusal, laravel};

/// Reads what differs from other trees: a body that could not be read is told under `$.place`, in a sentence that ends with
/// the parser's own coordinates, and once more under the name of the method's parameter.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let errors = body.get("errors")?.as_object()?;
    let unread = |name: &str| name.starts_with('$');
    if body.get("title").is_none() || !errors.iter().any(|(name, _)| unread(name)) {
        return None;
    }
    let mut refusal = laravel::read(body)?;
    let parameters = errors.iter().filter(|(name, _)| !unread(name) && !name.contains('.'));
    let parameters: Vec<String> = parameters.map(|(name, _)| ["/", name].concat()).collect();
    refusal.problems.retain(|problem| !parameters.iter().any(|name| name == problem.pointer.as_str()));
    for problem in &mut refusal.problems {
        if let ProblemKind::Backend { sentence } = &mut problem.kind
            && let Some((words, _)) = sentence.split_once(" Path: ")
        {
            *sentence = String::from(words);
        }
    }
    Some(refusal)
}
