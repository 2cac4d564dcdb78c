//! The policies that every site has, each with its source. Their names say the rule and not the body that uses it,
//! because a body may change its mind.

use std::collections::BTreeMap;

use super::{AllOrNone, Policy};

impl Policy {
    /// The default, for data about children.
    ///
    /// * Threshold 1 to 5, zeros shown: Department for Education, "Characteristics of children in need", data guidance, 2020.
    /// * Base below 22.5, averages of 7 or fewer: Higher Education Statistics Agency, rounding and suppression rules.
    /// * p % with p = 10: Nomis, Business Register and Employment Survey (the total less its two largest is at least a
    ///   tenth of the largest). (2, 90): the default of ACRO.
    /// * 0 % and 100 %: OpenSAFELY, "Statistical disclosure control"; Handbook on Statistical Disclosure Control, 5.2.
    /// * Rates of fewer than 3 events: Office for National Statistics, answer FOI/2021/3301.
    pub(crate) fn children() -> Self {
        Self {
            name: "children".into(),
            source: "Department for Education, Characteristics of children in need, data guidance, 2020: any number \
                     between 1 and 5 inclusive is suppressed"
                .into(),
            hide_up_to: 5,
            zeros_shown: true,
            contributors: None,
            dominance: Some((2, 90)),
            p_percent: Some(10),
            all_or_none: AllOrNone::Withhold,
            base_halves: 45,
            average_up_to: 7,
            rate_events: 3,
            round_to: None,
        }
    }

    /// Counts of fewer than 5 are hidden.
    fn under_five() -> Self {
        Self {
            name: "under-five".into(),
            source: "Ofqual, statistical releases: values of fewer than 5 are suppressed".into(),
            hide_up_to: 4,
            ..Self::children()
        }
    }

    /// Counts from 1 to 7 are hidden.
    fn one_to_seven() -> Self {
        Self {
            name: "one-to-seven".into(),
            source:
                "NHS England, disclosure control of hospital statistics; OpenSAFELY, statistical disclosure control: \
                     counts of 7 or fewer are suppressed"
                    .into(),
            hide_up_to: 7,
            ..Self::children()
        }
    }

    /// Counts of fewer than 10 are hidden.
    fn under_ten() -> Self {
        Self {
            name: "under-ten".into(),
            source:
                "Office for National Statistics, Longitudinal Study, clearance of outputs, and the default of ACRO: \
                     counts below 10 are suppressed"
                    .into(),
            hide_up_to: 9,
            ..Self::children()
        }
    }

    /// Zeros stay, 1 to 7 are hidden, everything else is rounded to the nearest 5.
    fn rounded_to_five() -> Self {
        Self {
            name: "rounded-to-five".into(),
            source: "NHS England, disclosure control of hospital statistics: zeros are shown, 1 to 7 are \
                     suppressed, other counts are rounded to the nearest 5, and percentages are taken from the rounded"
                .into(),
            round_to: Some(5),
            ..Self::one_to_seven()
        }
    }
}

pub(super) fn all() -> BTreeMap<String, Policy> {
    let policies = [
        Policy::children(),
        Policy::under_five(),
        Policy::one_to_seven(),
        Policy::under_ten(),
        Policy::rounded_to_five(),
    ];
    policies.into_iter().map(|policy| (policy.name.clone(), policy)).collect()
}
