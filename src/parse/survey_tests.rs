//! Trees in miniature, counted.

use super::*;

fn survey(pages: &[(&str, &str)]) -> Proposal {
    let mut survey = Survey::default();
    for (path, text) in pages {
        survey.see(&ArticlePath::new(path), text.as_bytes());
    }
    survey.proposal()
}

fn fields(proposal: &Proposal) -> String {
    let fields = proposal.fields.iter();
    let shown = fields.map(|field| format!("{}={} {}", field.theirs, field.ours, field.pages));
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn keys_are_found_by_name_and_held_against_their_values() {
    let proposal = survey(&[
        ("source/a.html.md.erb", "---\nlast_reviewed_on: 2026-01-31\nreview_in: 6 months\n---\n"),
        (
            "source/b.md",
            "---\nlast_reviewed_on: 2026-01-31\nreview_in: soon\nowner_slack: '#x'\n---\n",
        ),
        ("source/c.md", "no front matter\n"),
    ]);
    assert_eq!(
        fields(&proposal),
        "last_reviewed_on=review.on 2, review_in=review.every 1, owner_slack=owner 1"
    );
    assert_eq!((proposal.pages, proposal.with_front_matter), (3, 2));
    assert_eq!(proposal.include, ["source/**/*.md", "source/**/*.md.erb"]);
    assert!(!proposal.is_ours);
}

#[test]
fn dates_are_read_in_the_form_that_fits_most_of_them() {
    let page = |date: &str| format!("---\nms.date: \"{date}\"\n---\n");
    let us = [page("03/21/2019"), page("11/04/2016"), page("01/02/2020")];
    let pages: Vec<(&str, &str)> = us.iter().map(|text| ("a/x.md", text.as_str())).collect();
    assert_eq!(survey(&pages).date_format, DateFormat::MonthDayYear);
    let gb = [page("21/03/2019"), page("04/11/2016")];
    let pages: Vec<(&str, &str)> = gb.iter().map(|text| ("a/x.md", text.as_str())).collect();
    assert_eq!(survey(&pages).date_format, DateFormat::DayMonthYear);
}

#[test]
fn a_key_on_one_page_in_more_than_a_hundred_is_no_custom() {
    let mut pages = vec![("x.md", "---\nreviewed: 2026-01-01\n---\n")];
    pages.extend(vec![("y.md", "---\ntitle: x\n---\n"); 99]);
    assert_eq!(fields(&survey(&pages)), "reviewed=review.on 1");
    pages.extend(vec![("y.md", "---\ntitle: x\n---\n"); 100]);
    assert_eq!(fields(&survey(&pages)), "");
}

#[test]
fn a_library_of_our_kind_needs_no_mapping() {
    let page = "---\ntitle: T\ntype: guide\nsummary: S\nauthors: [A]\nlicense: MIT\n---\n";
    assert!(survey(&[("kb/a.md", page)]).is_ours);
    assert!(survey(&[]).is_ours);
    assert!(!survey(&[("kb/a.md", page), ("kb/b.md", "text")]).is_ours);
}

#[test]
fn hostile_front_matter_is_counted_as_none() {
    let deep = format!("---\na: {}\n---\n", "[".repeat(50_000));
    let proposal = survey(&[("we[i]rd/a.md", deep.as_str())]);
    assert_eq!((proposal.pages, proposal.with_front_matter), (1, 0));
    assert_eq!(proposal.include, ["we\\[i\\]rd/**/*.md"]);
}

#[test]
fn templates_are_left_out_where_there_are_any() {
    let excluded = |path: &str| survey(&[("docs/a.md", ""), (path, "")]).exclude;
    for template in ["docs/incident-template.md", "template.md", "a/b/template-x.md"] {
        assert_eq!(excluded(template), ["**/*template*.md"], "{template}");
    }
    for page in ["templates/a.md", "docs/template.mdx", "docs/tempLate.md", "docs/temp.md"] {
        assert_eq!(excluded(page), [""; 0], "{page}");
    }
}
