"""Runs `reuse lint` on what `kb export reuse` writes: the tool itself says whether that is enough.

Articles have front matter and nothing else; what is no article says its licence in the usual ways.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

KB, REUSE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
ROOT = pathlib.Path(__file__).resolve().parents[2]
IS_GOOD = True
BOTH = "SPDX-FileCopyrightText: Bob Example\nSPDX-License-Identifier: 0BSD\n"
EXCERPT = "{title: A, relation: excerpt, license: MIT, copyright: (c) 2020 Bob Example}"
ARTICLES = {
    "kb/plain.md": "authors: [Ada Example]\nlicense: CC-BY-4.0\n",
    "kb/same.md": "authors: [Ada Example]\nlicense: CC-BY-4.0\n",
    "kb/choice.md": "authors: [Ada Example]\nlicense: MIT OR CC0-1.0\n",
    "kb/case.md": "authors: [Ada Example]\nlicense: cc-by-4.0\n",
    "kb/code.md": "authors: [Ada Example]\nlicense: CC-BY-4.0\ncode_license: Apache-2.0\n",
    "kb/exception.md": "authors: [A]\nlicense: GPL-2.0-or-later WITH Classpath-exception-2.0\n",
    "kb/part.md": f"authors: [Ada Example]\nlicense: CC-BY-SA-4.0\nsources: [{EXCERPT}]\n",
    "kb/notice.md": "copyright: [\"2021, 2023 Ada <ada@example.org>\", \"(c) Acme\"]\nlicense: ISC\n",
    "kb/nobody.md": "license: CC-BY-4.0\n",
    "kb/own.md": "authors: [Ada Example]\nlicense: LicenseRef-house\n",
    "kb/hostile.md": "authors: [\"A \\\"x\\\"\\n[[annotations]]\\n\\e[31m\\\\ \\u202e\"]\nlicense: CC-BY-4.0\n",
    "kb/a'\"*?[x]{y} \u00e9.md": "authors: [Ada Example]\nlicense: Zlib\n",
}
TEXT = "A line.\n\n```c\n// SPDX-License-Identifier: BSD-3-Clause\n```\n"
FILES = {
    "kb.toml": "name = \"test\"\n[license]\nallow = [\"CC-BY-4.0\"]\n",
    "kb/people.yaml": "ada: {name: Ada Example}\n",
    "kb/_templates/guide.md": "---\ntitle: \"{{title}}\"\n---\n",
    "kb/figure.png": b"\x89PNG\r\n\x1a\n\0",
    "kb/figure.png.license": BOTH,
    "README.md": f"<!--\n{BOTH}-->\n",
    "LICENSES/LicenseRef-house.txt": "The terms of the house.\n",
}


def tell(name, wrong=""):
    global IS_GOOD
    IS_GOOD &= not wrong
    print(f"{'FAILED' if wrong else 'ok'} {name}")
    if wrong:
        print(f"  {wrong}")


def run(folder, *command):
    identity = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", "A. Author"), ("EMAIL", "author@example.org"))}
    return subprocess.run(command, cwd=folder, text=True, capture_output=True, check=False,
                          env={**os.environ, **identity, "GIT_CONFIG_NOSYSTEM": "1"})


def write(folder, files):
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())


def commit(folder):
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        run(folder, "git", *command)


def complaint(folder):
    """What `reuse lint` says against the folder, in both of its forms; empty if nothing."""
    wrong = []
    plain = run(folder, REUSE, "lint")
    if plain.returncode != 0:
        wrong.append(f"exit {plain.returncode}: {plain.stdout[-1500:]} {plain.stderr[-500:]}")
    found = json.loads(run(folder, REUSE, "lint", "--json").stdout)
    wrong += [f"{kind}: {named}" for kind, named in found["non_compliant"].items() if named]
    if not found["files"]:
        wrong.append("it looked at no file")
    return "; ".join(wrong)


def exported(folder, code=0):
    ran = run(folder, KB, "export", "reuse")
    return "" if ran.returncode == code else f"exit {ran.returncode}: {ran.stdout} {ran.stderr}"


def articles(folder, is_repository):
    fronts = {path: f"---\ntitle: One\n{lines}---\n\n{TEXT}" for path, lines in ARTICLES.items()}
    write(folder, {**FILES, **fronts})
    kind = "repository" if is_repository else "plain folder"
    if is_repository:
        commit(folder)
    tell(f"{kind}: reuse lint refuses articles with front matter only",
         "" if complaint(folder) else "it accepts them, so this proves nothing")
    before = {path: (folder / path).read_bytes() for path in ARTICLES}
    tell(f"{kind}: kb export reuse", exported(folder))
    tell(f"{kind}: reuse lint accepts them", complaint(folder))
    is_same = all((folder / path).read_bytes() == text for path, text in before.items())
    tell(f"{kind}: no article was touched", "" if is_same else "one was")
    first = (folder / "REUSE.toml").read_bytes()
    wrong = exported(folder) or ("" if (folder / "REUSE.toml").read_bytes() == first else "changed")
    tell(f"{kind}: a second export changes nothing", wrong)
    rules = [word for code in ("203", "208", "212", "215", "216", "218") for word in ("--rule", f"KB{code}")]
    checked = run(folder, KB, "check", *rules)
    tell(f"{kind}: kb check finds nothing that the export caused",
         "" if checked.returncode == 0 and "0 errors, 0 warnings" in checked.stdout else checked.stdout)
    # What we call open is what `reuse lint` refuses, and the other way round.
    write(folder, {"kb/new.png": b"\x89PNG\0", "kb/none.md": "---\ntitle: None\n---\n\nA.\n"})
    run(folder, "git", "add", "-A")
    tell(f"{kind}: what is open for us is open for reuse lint",
         exported(folder, 1) or ("" if "kb/new.png" in complaint(folder) else "it accepts it"))


def shipped(folder):
    shutil.copytree(ROOT / "kb", folder / "kb")
    shutil.copy(ROOT / "kb.toml", folder)
    commit(folder)
    before = run(folder, KB, "check").stdout
    tell("shipped library: kb export reuse", exported(folder))
    tell("shipped library: reuse lint accepts it", complaint(folder))
    after = run(folder, KB, "check").stdout
    tell("shipped library: kb check says what it said before", "" if after == before else after)


with tempfile.TemporaryDirectory() as base:
    for name, look in (("repository", lambda it: articles(it, True)),
                       ("folder", lambda it: articles(it, False)), ("shipped", shipped)):
        place = pathlib.Path(base, name)
        place.mkdir()
        look(place)
sys.exit(0 if IS_GOOD else 1)
