//! Rules about objects.

use super::{
    node::{Names, Properties, Rule},
    place::Place,
    run::{Mode, Run},
};
use crate::{Json, Object, ProblemKind};

impl<'a> Run<'a> {
    /// `properties` and its kin, `required`, `minProperties`, `maxProperties`.
    pub(super) fn object(&mut self, rule: &'a Rule, members: &Object, place: &Place) -> bool {
        let got = members.len();
        match rule {
            Rule::Properties(properties) => self.properties(properties, members, place),
            Rule::Required(names) => self.required(names, members, place),
            Rule::MinProperties(want) if got < *want => {
                self.fail(place, ProblemKind::MinProperties { got, want: *want })
            }
            Rule::MaxProperties(want) if got > *want => {
                self.fail(place, ProblemKind::MaxProperties { got, want: *want })
            }
            _ => true,
        }
    }

    /// `propertyNames` and the `dependent` keywords.
    pub(super) fn dependencies(&mut self, rule: &'a Rule, members: &Object, value: &Json, place: &Place) -> bool {
        let mut fits = true;
        match rule {
            Rule::PropertyNames(node) => {
                for (name, _) in members.iter() {
                    let place = Place::Member(place, name);
                    fits &=
                        self.holds(*node, &Json::from(name), &place) || self.fail(&place, ProblemKind::PropertyNames);
                }
            }
            Rule::DependentRequired(lists) => {
                for (_, names) in lists.iter().filter(|(name, _)| members.get(name).is_some()) {
                    self.skim(names.len());
                    for name in names {
                        fits &= self.require(name, members, place);
                    }
                }
            }
            Rule::DependentSchemas(schemas) => {
                for (_, node) in schemas.iter().filter(|(name, _)| members.get(name).is_some()) {
                    fits &= self.check_all(*node, value, place);
                }
            }
            _ => {}
        }
        fits
    }

    fn properties(&mut self, properties: &'a Properties, members: &Object, place: &Place) -> bool {
        if let Some((name, rest)) = self.next() {
            let focus = self.focus.replace(rest);
            let fits = members.get(name).is_none_or(|member| self.member(properties, (name, member), place, &mut 0));
            self.focus = focus;
            return fits;
        }
        let mut fits = true;
        let mut guess = 0;
        for member in members.iter() {
            fits &= self.member(properties, member, place, &mut guess);
            if !fits && self.mode == Mode::Quiet {
                break;
            }
        }
        fits
    }

    /// One member; `guess` is where its name may stand among the properties, and then where the next may.
    fn member(
        &mut self,
        properties: &'a Properties,
        (name, member): (&str, &Json),
        place: &Place,
        guess: &mut usize,
    ) -> bool {
        let mut fits = true;
        let place = Place::Member(place, name);
        let named = properties.find(name, *guess);
        if let Some((index, (_, node))) = named.and_then(|index| Some((index, properties.names.get(index)?))) {
            *guess = index + 1;
            fits &= self.check(*node, member, &place);
        }
        let mut known = named.is_some();
        for (pattern, node) in &properties.patterns {
            if self.matches(pattern, name) == Some(true) {
                known = true;
                fits &= self.check(*node, member, &place);
            }
        }
        if let (false, Some(rest)) = (known, properties.rest) {
            fits &= self.check_or(rest, member, &place, ProblemKind::AdditionalProperties);
        }
        fits
    }

    fn required(&mut self, names: &Names, members: &Object, place: &Place) -> bool {
        if let Some((name, _)) = self.next() {
            let missing = members.get(name).is_none() && names.contains(name);
            return !missing || self.require(name, members, place);
        }
        self.skim(names.names.len());
        let mut fits = true;
        for name in &names.names {
            fits &= self.require(name, members, place);
        }
        fits
    }

    fn require(&mut self, name: &str, members: &Object, place: &Place) -> bool {
        members.get(name).is_some() || self.fail(&Place::Member(place, name), ProblemKind::Required)
    }

    /// As `check`, but where the node is the schema `false`, the problem is `kind`: it says better what is wrong.
    pub(super) fn check_or(&mut self, node: super::Id, value: &Json, place: &Place, kind: ProblemKind) -> bool {
        let rules = self.schema.nodes.get(node as usize).map(|node| node.rules.as_slice());
        if let Some([Rule::Never]) = rules { self.fail(place, kind) } else { self.check(node, value, place) }
    }
}
