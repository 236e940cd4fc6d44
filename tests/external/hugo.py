"""Builds what `kb export hugo` writes, and follows every link of what is built.

Arguments: kb, hugo.
"""
import pathlib
import sys
import tempfile

import site_check
from site_check import described, library, runs, says, tell, verdict

KB, HUGO = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
SHIPPED = pathlib.Path(__file__).resolve().parents[2]


def build(name, root, folder):
    def command(site, built):
        return [HUGO, "--source", site, "--destination", built, "--panicOnWarning"]

    return site_check.build(KB, "hugo", name, root, folder, command)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        built = build("shipped", SHIPPED, folder)
        wanted = ["when-this-will-not-fit", "Unreviewed", "creativecommons.org/licenses/by/4.0"]
        page = built / "stop-the-clock/index.html"
        tell("a page has its anchors, its review and its licence", says(page, wanted))
        hostile = build("hostile", library(folder / "library"), folder)
        page = hostile / "one/index.html"
        text = page.read_text(encoding="utf-8")
        tell("nothing that an article says is run", " ".join(runs(hostile)))
        tell("a summary describes its page", described(page))
        shown = "&#123;&#123;&lt; figure &gt;&#125;&#125;"
        tell("a template is shown", "" if shown in text or "{{&lt; figure &gt;}}" in text else text)
        stub = hostile / "former/index.html"
        tell("a former id leads on", "" if stub.is_file() else "no page there")
    return verdict()


sys.exit(main())
