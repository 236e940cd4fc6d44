//! HTML in a body: what formats stays, what could run something is shown as text.

/// What could run, load or steer something, or end the page around it. The list of GitHub's
/// "Disallowed Raw HTML" (<https://github.github.com/gfm/#disallowed-raw-html-extension->), and
/// what fetches, frames, sends or redirects besides.
const REFUSED: [&str; 27] = [
    "title",
    "textarea",
    "style",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "script",
    "plaintext",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "base",
    "meta",
    "link",
    "frame",
    "frameset",
    "svg",
    "math",
    "template",
    "slot",
    "portal",
    "body",
    "html",
];

/// `html` as it may stand on a page; `None` if it may as it is.
pub(super) fn safe(html: &str, has_templates: bool) -> Option<String> {
    let without = without_comments(html);
    let changed = without.as_deref().unwrap_or(html);
    if is_risky(changed) {
        return Some(changed.replace('<', "&lt;"));
    }
    if has_templates && changed.contains('{') {
        return Some(changed.replace('{', "&#123;"));
    }
    without
}

/// Text as HTML shows it, with no brace that a template language could see.
pub(super) fn text(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let text = text.replace('{', "&#123;").replace('}', "&#125;");
    // Nothing in it is markup, nor the edge of a cell.
    let text = text.replace('*', "&#42;").replace('_', "&#95;").replace('`', "&#96;");
    text.replace('[', "&#91;").replace('|', "&#124;").replace('\\', "&#92;").replace('~', "&#126;")
}

/// True for a drawing that could run something where it is opened on its own.
#[must_use]
pub fn is_active_drawing(svg: &str) -> bool {
    let lower = svg.to_ascii_lowercase();
    ["<script", "foreignobject", "<!entity", "<iframe", "<use", "<!doctype"]
        .iter()
        .any(|part| lower.contains(part))
        || runs(&lower)
}

/// `html` without comments; `None` if there are none. One without an end goes on to the end.
fn without_comments(html: &str) -> Option<String> {
    if !html.contains("<!--") {
        return None;
    }
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    Some(kept)
}

/// True for tags that are refused, attributes that run something, and addresses that do.
fn is_risky(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    let is_refused = |rest: &str| {
        let name = rest.trim_start_matches('/');
        let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
        REFUSED.contains(&&name[..end]) || rest.starts_with(['!', '?'])
    };
    if lower.split('<').skip(1).any(is_refused) || has_open_tag(html) {
        return true;
    }
    runs(&lower)
}

/// True if a tag has no end, or none outside of its quotes: what follows would be part of it.
fn has_open_tag(html: &str) -> bool {
    let (mut is_tag, mut quote, mut before) = (false, None, ' ');
    for character in html.chars() {
        match (is_tag, quote) {
            (false, _) => {
                is_tag = before == '<' && (character.is_ascii_alphabetic() || character == '/');
            }
            (true, Some(mark)) if character == mark => quote = None,
            (true, None) if matches!(character, '"' | '\'') => quote = Some(character),
            (true, None) if character == '>' => is_tag = false,
            _ => {}
        }
        before = character;
    }
    is_tag || before == '<'
}

/// True for addresses and attributes that run something, in lower case.
fn runs(lower: &str) -> bool {
    // Blanks and entities within an address are no hiding place.
    let squeezed: String =
        lower.chars().filter(|it| !it.is_whitespace() && !it.is_control()).collect();
    let schemes = ["javascript:", "vbscript:", "data:text", "&#", "&colon", "&tab", "srcdoc="];
    if schemes.iter().any(|scheme| squeezed.contains(scheme)) {
        return true;
    }
    // `on…=` after anything that can stand between attributes.
    let starts = lower.match_indices("on").filter(|(at, _)| {
        lower[..*at].ends_with(|it: char| it.is_whitespace() || "\"'/".contains(it))
    });
    starts.into_iter().any(|(at, _)| {
        let rest = lower[at..].trim_start_matches(|it: char| it.is_ascii_alphanumeric());
        rest.trim_start().starts_with('=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_formats_stays() {
        for html in ["<details>\n", "<br/>", "<img src=\"a.png\" alt=\"one, two\">", "<a id=\"x\">"]
        {
            assert_eq!(safe(html, false), None, "{html}");
        }
    }

    #[test]
    fn what_could_run_something_is_text() {
        for html in [
            "<script>x</script>",
            "</ScRiPt >",
            "<img src=x onerror=alert(1)>",
            "<img src=x\nONERROR = alert(1)>",
            "<a href='x'onclick='y'>",
            "<a/onmouseover=y>",
            "<a href=\"java\nscript:x\">",
            "<a href=\"&#106;avascript:x\">",
            "<svg/onload=x>",
            "<iframe src=x>",
            "<?php x ?>",
            "<!DOCTYPE html>",
            "<div",
            "<div title=\">",
        ] {
            let shown = safe(html, false).expect("it is changed");
            assert!(!shown.contains('<'), "{shown}");
        }
    }

    #[test]
    fn comments_go_and_what_they_hide_is_judged_as_it_is_then() {
        assert_eq!(safe("<!-- kb: x -->", false).as_deref(), Some(""));
        assert_eq!(safe("a<!-- b\nc -->d<!-- e", false).as_deref(), Some("ad"));
        assert_eq!(safe("<scr<!-- -->ipt>", false).as_deref(), Some("&lt;script>"));
    }

    #[test]
    fn no_template_is_called_from_html() {
        assert_eq!(
            safe("<a title=\"{{x}}\">", true).as_deref(),
            Some("<a title=\"&#123;&#123;x}}\">")
        );
        assert_eq!(text("{{< x >}}"), "&#123;&#123;&lt; x &gt;&#125;&#125;");
    }
}
