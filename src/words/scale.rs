//! The site's scale of words: which change earns which word. One scale for a whole site, so that "sharply" means the same
//! on every page.

use super::Phrase;
use super::assertion::{Direction, Strength};

/// The scale of a site.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    /// By base, rising: the first holds from 0 on.
    pub(crate) steps: Vec<Step>,
    /// For percentages, in tenths of a percentage point: below the first a change is "about the same", from the second on
    /// it is "sharp".
    pub(crate) points: (i128, i128),
    /// Periods that a trend needs at least.
    pub(crate) trend: usize,
}

/// What holds for changes from this base on; in tenths of a per cent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) base: i128,
    /// A change below this is "about the same".
    pub(crate) same: i128,
    /// A change from this on is "sharp".
    pub(crate) sharp: i128,
}

/// The word that a change earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) direction: Direction,
    pub(crate) strength: Strength,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            steps: vec![
                Step { base: 0, same: 30, sharp: 250 },
                Step { base: 100, same: 20, sharp: 200 },
                Step { base: 1_000, same: 10, sharp: 100 },
            ],
            points: (10, 100),
            // Fingertips (Office for Health Improvement and Disparities), technical guidance: trends need five points.
            trend: 5,
        }
    }
}

impl Scale {
    /// What holds for changes from a base of so many, and from which base on something else does.
    pub(crate) fn step(&self, base: i128) -> (Step, Option<i128>) {
        let step = self.steps.iter().rev().find(|step| base >= step.base).or(self.steps.first());
        let next = self.steps.iter().map(|step| step.base).find(|next| *next > base);
        (step.copied().unwrap_or(Step { base: 0, same: 0, sharp: i128::MAX }), next)
    }

    /// Up to where a change is "slight": half way between "about the same" and "sharp"; in tenths of a per cent.
    pub(crate) fn slight(step: Step) -> i128 {
        (step.same + step.sharp) / 2
    }

    /// The word for a change from `before` to `after`, two numbers in one unit; `base` is the earlier in whole ones.
    pub(crate) fn earned(&self, before: i128, after: i128, base: i128) -> Move {
        let (Step { same, sharp, .. }, _) = self.step(base);
        let by = (after - before).abs() * 1_000;
        if before <= 0 {
            return moved(after - before, false, true);
        }
        moved(after - before, by < same * before, by >= sharp.saturating_mul(before))
    }

    /// The same for two percentages, which differ by points.
    pub(crate) fn earned_in_points(&self, before: i128, after: i128, decimals: u8) -> Move {
        let tenth = 10i128.pow(u32::from(decimals.min(9)));
        let by = (after - before).abs() * 10;
        moved(after - before, by < self.points.0 * tenth, by >= self.points.1 * tenth)
    }
}

fn moved(difference: i128, same: bool, sharp: bool) -> Move {
    let direction = match difference.signum() {
        1 => Direction::Up,
        -1 => Direction::Down,
        _ => return Move { direction: Direction::Same, strength: Strength::Plain },
    };
    match (same, sharp) {
        (true, _) => Move { direction: Direction::Same, strength: Strength::About },
        (false, true) => Move { direction, strength: Strength::Sharply },
        (false, false) => Move { direction, strength: Strength::Plain },
    }
}

impl Move {
    /// In a sentence about the past: "rose sharply", "stayed about the same".
    pub(crate) fn phrase(self) -> Phrase {
        Phrase::say(match (self.direction, self.strength) {
            (Direction::Same, Strength::About) => "moved-about-the-same",
            (Direction::Same, _) => "moved-not",
            (Direction::Up, Strength::Sharply) => "moved-up-sharply",
            (Direction::Up, _) => "moved-up",
            (Direction::Down, Strength::Sharply) => "moved-down-sharply",
            (Direction::Down, _) => "moved-down",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn the_word_depends_on_the_change_and_on_its_base() {
        let scale = Scale::default();
        for (before, after, words) in [
            (99, 104, "rose"),
            (81, 82, "stayed about the same"),
            (55, 70, "rose sharply"),
            (721, 603, "fell"),
            (373, 254, "fell sharply"),
            (68, 68, "did not change"),
            (5_000, 5_060, "rose"),
            (500, 506, "stayed about the same"),
            (0, 3, "rose sharply"),
        ] {
            let said = scale.earned(before, after, before).phrase().said(&english());
            assert_eq!(said, words, "{before} {after}");
        }
        let in_points = |after| scale.earned_in_points(935, after, 1).phrase().said(&english());
        assert_eq!(in_points(920), "fell");
        assert_eq!(in_points(930), "stayed about the same");
    }
}
