"""Builds what `kb export mdbook` writes, and follows every link of what is built.

Arguments: kb, mdbook.
"""
import html
import pathlib
import sys
import tempfile

import site_check
from site_check import library, runs, says, tell, verdict

KB, MDBOOK = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
SHIPPED = pathlib.Path(__file__).resolve().parents[2]


def build(name, root, folder, expected=None):
    def command(site, built):
        return [MDBOOK, "build", site, "--dest-dir", built]

    return site_check.build(KB, "mdbook", name, root, folder, command, expected)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        built = build("shipped", SHIPPED, folder)
        wanted = ['id="when-this-will-not-fit"', "Unreviewed", "creativecommons.org/licenses/by/4.0"]
        page = built / "stop-the-clock/index.html"
        tell("a page has its anchors, its review and its licence", says(page, wanted))
        articles = (folder / "shipped/src").rglob("index.md")
        pages = [built / path.relative_to(folder / "shipped/src").with_suffix(".html")
                 for path in articles]
        missing = [str(path) for path in pages if not path.is_file()]
        tell("every page is in the book", ", ".join(missing[:20]))
        # Tags that an author did not balance are told, and closed.
        hostile = build("hostile", library(folder / "library"), folder, "details>` found in")
        page = hostile / "one/index.html"
        tell("nothing that an article says is run", " ".join(runs(page)))
        tell("a title is text in the menu", " ".join(runs(hostile / "toc.html")) or
             ("<b>" if '"<b>"' in (hostile / "toc.html").read_text(encoding="utf-8") else ""))
        text = html.unescape(page.read_text(encoding="utf-8"))
        shown = ["{{#include /etc/passwd}}", "{{< figure >}}"]
        tell("a template is shown", ", ".join(each for each in shown if each not in text))
        stub = hostile / "former/index.html"
        tell("a former id leads on", says(stub, ["../one/index.html"]))
        tell("what is out of use says so", says(hostile / "gone/index.html", ["no longer true"]))
    return verdict()


sys.exit(main())
