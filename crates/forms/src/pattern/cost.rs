//! How many steps an engine needs at most that goes back and tries again.

use super::Shape;

/// A bound for a text of `n` characters at most.
pub(super) fn steps(shape: &Shape, n: usize) -> usize {
    let cost = Cost::of(shape, n);
    let is_anchored = matches!(shape, Shape::Each(parts) if parts.first() == Some(&Shape::Start));
    let begins = if is_anchored { 1 } else { n + 1 };
    cost.ways.saturating_mul(cost.length).saturating_mul(begins).saturating_add(n)
}

/// That of one place to begin at.
struct Cost {
    /// The ways through the pattern that differ in a choice.
    ways: usize,
    /// The steps of the longest.
    length: usize,
}

impl Cost {
    fn of(shape: &Shape, n: usize) -> Cost {
        match shape {
            Shape::Each(parts) => {
                let costs = parts.iter().map(|part| Cost::of(part, n));
                costs.fold(Cost { ways: 1, length: 1 }, |all, cost| Cost {
                    ways: all.ways.saturating_mul(cost.ways),
                    length: all.length.saturating_add(cost.length),
                })
            }
            Shape::Either(branches) => {
                let costs = branches.iter().map(|branch| Cost::of(branch, n));
                costs.fold(Cost { ways: 0, length: 1 }, |all, cost| Cost {
                    ways: all.ways.saturating_add(cost.ways),
                    length: all.length.saturating_add(cost.length),
                })
            }
            Shape::Times { shape, min, max } => {
                let cost = Cost::of(shape, n);
                // Beyond the least number a turn must find something.
                let turns = min.saturating_add(n).min(*max);
                let ends = (turns - min).saturating_add(1);
                let turns_in_power = u32::try_from(turns).unwrap_or(u32::MAX);
                Cost {
                    ways: cost.ways.saturating_pow(turns_in_power).saturating_mul(ends),
                    length: cost.length.saturating_mul(turns).saturating_add(1),
                }
            }
            Shape::Look { shape, .. } => Cost::of(shape, n),
            Shape::Back => Cost { ways: 1, length: n },
            _ => Cost { ways: 1, length: 1 },
        }
    }
}
