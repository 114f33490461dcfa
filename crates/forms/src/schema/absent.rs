//! Validity of "no value at all", as JSON Forms' rules need it: `const`, `enum` and `type` fail, what looks at one type only passes.

use super::{
    Schema,
    node::{Id, Rule},
};

/// The deepest chain of nodes that is followed, and the most nodes that are asked.
const MAX_DEPTH: u32 = 100;
const MAX_WORK: u32 = 10_000;

/// Whether a schema accepts no value.
pub(super) fn accepts(schema: &Schema) -> bool {
    let mut absent = Absent { schema, depth: 0, work: MAX_WORK };
    absent.accepts(schema.root) && absent.work > 0
}

struct Absent<'a> {
    schema: &'a Schema,
    depth: u32,
    work: u32,
}

impl Absent<'_> {
    fn accepts(&mut self, id: Id) -> bool {
        let schema = self.schema;
        self.work = if self.depth < MAX_DEPTH { self.work.saturating_sub(1) } else { 0 };
        let Some(node) = schema.nodes.get(id as usize).filter(|_| self.work > 0) else {
            return false;
        };
        self.depth += 1;
        let accepted = node.types == 0 && node.rules.iter().all(|rule| self.passes(rule));
        self.depth -= 1;
        accepted
    }

    fn passes(&mut self, rule: &Rule) -> bool {
        match rule {
            Rule::Never | Rule::Const(_) | Rule::Enum(_) => false,
            Rule::AllOf(branches) => branches.iter().all(|id| self.accepts(*id)),
            Rule::AnyOf(branches) => branches.iter().any(|id| self.accepts(*id)),
            Rule::OneOf { branches, .. } => branches.iter().filter(|id| self.accepts(**id)).count() == 1,
            Rule::Not(node) => !self.accepts(*node),
            Rule::If { test, then, otherwise } => {
                let branch = if self.accepts(*test) { then } else { otherwise };
                branch.is_none_or(|id| self.accepts(id))
            }
            Rule::DynamicRef { target, .. } => self.accepts(*target),
            _ => true,
        }
    }
}
