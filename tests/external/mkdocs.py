"""Builds what `kb export mkdocs` writes, and follows every link of what is built.

Arguments: kb, mkdocs, Chromium, and a folder for pictures if they are wanted.
"""
import pathlib
import sys
import tempfile

import site_check
from site_check import described, library, runs, says, shot, tell, verdict

KB, MKDOCS, CHROMIUM = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PICTURES = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
SHIPPED = pathlib.Path(__file__).resolve().parents[2]


def build(name, root, folder):
    def command(site, built):
        return [MKDOCS, "build", "--strict", "--quiet", "-f", site / "mkdocs.yml", "-d", built]

    return site_check.build(KB, "mkdocs", name, root, folder, command)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        built = build("shipped", SHIPPED, folder)
        page = built / "stop-the-clock/index.html"
        wanted = ['id="when-this-will-not-fit"', "Unreviewed", "creativecommons.org/licenses/by/4.0"]
        tell("a page has its anchors, its review and its licence", says(page, wanted))
        tables = sorted(path.name for path in (built / "files").rglob("*.csv"))
        listed = built / "change-request/index.html"
        tell("the tables that articles link are there", says(listed, ["change-request.csv"])
             if tables else "no table")
        index = (built / "search/search_index.json").read_text(encoding="utf-8")
        tell("the words of pages are searched", "" if "Stop only the resolution clock" in index else
             "not in the index")
        hostile = build("hostile", library(folder / "library"), folder)
        text = (hostile / "one/index.html").read_text(encoding="utf-8")
        tell("nothing that an article says is run", " ".join(runs(hostile)))
        tell("a summary describes its page", described(hostile / "one/index.html"))
        tell("no comment leaves", "internal" if "internal" in text else "")
        stub = hostile / "former/index.html"
        tell("a former id leads on", "" if stub.is_file() else "no page there")
        picture = (PICTURES or folder) / "mkdocs.png"
        tell("a browser shows a page", shot(CHROMIUM, page, picture))
    return verdict()


sys.exit(main())
