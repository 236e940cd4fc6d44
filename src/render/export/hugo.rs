//! What Hugo needs besides pages: its settings, and a layout of ours, so that no theme is fetched.

use crate::domain::export::Handover;

use super::site::quoted;

/// The text of `hugo.toml`. HTML is let through because articles were looked through for what runs.
#[must_use]
pub fn config(handover: &Handover) -> String {
    format!(
        "# Written by `kb export hugo`, and written anew by it.\ntitle = {}\n\
         disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"section\"]\nrelativeURLs = true\n\
         [markup.goldmark.renderer]\nunsafe = true\n",
        quoted(&handover.name),
    )
}

/// One layout for every page: the text has its own heading, box and credit.
pub const PAGE: &str = "\
<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{{ .Title }}</title>
{{ with .Description }}<meta name=\"description\" content=\"{{ . }}\">{{ end }}
<link rel=\"stylesheet\" href=\"{{ \"kb.css\" | relURL }}\">
</head>
<body>
<nav><a href=\"{{ \"/\" | relURL }}\">{{ .Site.Title }}</a></nav>
<main>
{{ .Content }}
</main>
</body>
</html>
";

/// How pages look.
pub const STYLE: &str = "\
/* Written by `kb export`, and written anew by it. */
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; }
table { border-collapse: collapse; } th, td { border: 1px solid #bbb; padding: .3rem .6rem; }
pre { overflow-x: auto; padding: .6rem; background: #f3f3f3; color: #111; }
img { max-width: 100%; }
.kb-summary { font-size: 1.1rem; }
.admonition { border: 1px solid #3a62c4; border-left-width: .4rem; padding: 0 .8rem; }
.admonition.success { border-color: #2c7a3f; } .admonition.warning { border-color: #b35b00; }
.admonition-title { font-weight: bold; } .kb-facts { font-size: .85rem; }
.kb-credit { margin-top: 2rem; border-top: 1px solid #bbb; font-size: .85rem; }
@media (prefers-color-scheme: dark) {
  body { background: #16181d; color: #eee; } a { color: #9db7ff; }
}
";
