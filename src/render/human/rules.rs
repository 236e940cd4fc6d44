//! The table of rules.

use std::io;

use crate::domain::finding::{FixKind, RuleMeta};
use crate::render::screen::{Line, Screen, Style};

/// The fewest columns in which what a rule finds is set beside its name.
const SUMMARY_MIN: usize = 24;
/// Below its name, what a rule finds stands in by so much.
const INDENT: usize = 4;

/// Prints each rule with its code, its name, its level, what it finds and whether it is mended;
/// `spdx_list` is the version of the list that they look licences up in.
///
/// # Errors
/// The stream does not take it.
pub fn rules(screen: &mut Screen<'_>, rules: &[&RuleMeta], spdx_list: &str) -> io::Result<()> {
    let column = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let width = screen.width();
    for rule in rules {
        let head = Line::of(Style::Dim, rule.code)
            .with(Style::Strong, &format!("  {:<column$}  ", rule.name))
            .with(Style::Dim, &format!("{:<7}  ", rule.level.name()));
        let finds = match rule.fix {
            FixKind::Safe => {
                Line::of(Style::Plain, rule.summary).with(Style::Dim, " Mended by --fix.")
            }
            FixKind::None | FixKind::Offered => Line::of(Style::Plain, rule.summary),
        };
        let beside = head.display_width();
        let is_beside = beside + SUMMARY_MIN <= width;
        let rest = Line::new().padded(if is_beside { beside } else { INDENT });
        if !is_beside {
            screen.put(&head.clone().trimmed())?;
        }
        let first = if is_beside { &head } else { &rest };
        for line in finds.wrap_within(width, first, &rest) {
            screen.put(&line)?;
        }
    }
    screen.put(&Line::of(Style::Dim, "one of them in full: kb explain RULE"))?;
    screen.put(&Line::of(Style::Dim, &format!("licences by SPDX list {spdx_list}")))
}
