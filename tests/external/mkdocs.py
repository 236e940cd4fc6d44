"""Builds what `kb export mkdocs` writes, and follows every link of what is built.

Arguments: kb, mkdocs, Chromium, and a folder for pictures if they are wanted.
"""
import pathlib
import subprocess
import sys
import tempfile

from site_check import broken, export, library, loads, runs, shot, tell, verdict

KB, MKDOCS, CHROMIUM = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PICTURES = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
SHIPPED = pathlib.Path(__file__).resolve().parents[2]


def build(name, root, folder):
    site, built = folder / name, folder / f"{name}-built"
    wrong = export(KB, "mkdocs", root, site)
    tell(f"{name} is exported", wrong)
    command = [MKDOCS, "build", "--strict", "--quiet", "-f", site / "mkdocs.yml", "-d", built]
    done = subprocess.run(command, capture_output=True, text=True)
    tell(f"{name} is built with --strict", "" if done.returncode == 0 else done.stderr[-2000:])
    tell(f"every link and anchor of {name} leads somewhere", "\n  ".join(broken(built)[:20]))
    tell(f"{name} loads nothing from elsewhere", "\n  ".join(loads(built)[:20]))
    return built


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        built = build("shipped", SHIPPED, folder)
        page = built / "stop-the-clock/index.html"
        text = page.read_text(encoding="utf-8")
        wanted = ['id="when-this-will-not-fit"', "Unreviewed", "creativecommons.org/licenses/by/4.0"]
        missing = [each for each in wanted if each not in text]
        tell("a page has its anchors, its review and its licence", ", ".join(missing))
        index = (built / "search/search_index.json").read_text(encoding="utf-8")
        tell("the words of pages are searched", "" if "Stop only the resolution clock" in index else
             "not in the index")
        hostile = build("hostile", library(folder / "library"), folder)
        text = (hostile / "one/index.html").read_text(encoding="utf-8")
        tell("nothing that an article says is run", " ".join(runs(hostile / "one/index.html")))
        tell("no comment leaves", "internal" if "internal" in text else "")
        stub = hostile / "former/index.html"
        tell("a former id leads on", "" if stub.is_file() else "no page there")
        picture = (PICTURES or folder) / "mkdocs.png"
        tell("a browser shows a page", shot(CHROMIUM, page, picture))
    return verdict()


sys.exit(main())
