"""Builds what `kb export hugo` writes, and follows every link of what is built.

Arguments: kb, hugo.
"""
import pathlib
import subprocess
import sys
import tempfile

from site_check import broken, export, library, loads, runs, tell, verdict

KB, HUGO = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
SHIPPED = pathlib.Path(__file__).resolve().parents[2]


def build(name, root, folder):
    site, built = folder / name, folder / f"{name}-built"
    tell(f"{name} is exported", export(KB, "hugo", root, site))
    command = [HUGO, "--source", site, "--destination", built, "--panicOnWarning"]
    done = subprocess.run(command, capture_output=True, text=True)
    tell(f"{name} is built without a warning", "" if done.returncode == 0 else
         (done.stdout + done.stderr)[-2000:])
    tell(f"every link and anchor of {name} leads somewhere", "\n  ".join(broken(built)[:20]))
    tell(f"{name} loads nothing from elsewhere", "\n  ".join(loads(built)[:20]))
    return built


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        built = build("shipped", SHIPPED, folder)
        text = (built / "stop-the-clock/index.html").read_text(encoding="utf-8")
        wanted = ["when-this-will-not-fit", "Unreviewed", "creativecommons.org/licenses/by/4.0"]
        missing = [each for each in wanted if each not in text]
        tell("a page has its anchors, its review and its licence", ", ".join(missing))
        hostile = build("hostile", library(folder / "library"), folder)
        page = hostile / "one/index.html"
        text = page.read_text(encoding="utf-8")
        tell("nothing that an article says is run", " ".join(runs(page)))
        shown = "&#123;&#123;&lt; figure &gt;&#125;&#125;"
        tell("a template is shown", "" if shown in text or "{{&lt; figure &gt;}}" in text else text)
        stub = hostile / "former/index.html"
        tell("a former id leads on", "" if stub.is_file() else "no page there")
    return verdict()


sys.exit(main())
