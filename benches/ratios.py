"""How kb compares with named peers on a real corpus: ratios of the same run, in turn.

Usage: python3 benches/ratios.py path/to/kb path/to/clone [rounds]

The clone is a git repository with many Markdown files that we did not write, such as
MicrosoftDocs/cpp-docs. Needs git, cat and, if it is there, rumdl. Every pair runs in turn, after
one round that is not counted; what is printed are medians of ratios, so that a busy machine slows
both sides. Nothing in the clone is changed: for `--changed-since` five files of a copy are. What
finding costs is in `search.py`.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

KB, CLONE = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve())
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 9

CAT = "git ls-files -z '*.md' | xargs -0 cat"
# Comparing all articles with one another is a pass of its own.
ALONE = ["--allow", "near-duplicate"]
PAIRS = [
    # What, our command, the peer as a shell reads it, wall or CPU, the most it may be.
    ("check", ["check", *ALONE], CAT, "wall", 2.5),
    ("check", ["check", *ALONE], CAT, "CPU", 4),
    ("check, near-duplicates too", ["check"], CAT, "CPU", 8),
    ("check with the rules on licences", ["check", *ALONE],
     f"{KB} check {' '.join(ALONE)} --allow license", "CPU", 1.3),
    ("check --history, one rule", ["check", "--history", "--rule", "relicensed-without-consent"],
     "git log --name-status -M", "CPU", 3),
    ("stale", ["stale"], "git log --no-renames --name-only", "CPU", 2),
]


def run(command, folder=CLONE, given=os.devnull):
    """Wall and CPU seconds of a command that ends as it should."""
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdin=open(given, "rb"),
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}: {said.decode(errors='replace')}")
    return {"wall": time.monotonic() - started, "CPU": used.ru_utime + used.ru_stime}


def compare(name, ours, theirs, figure, most, peer):
    """Prints the ratio of two runs, each a function that makes one."""
    ratios = []
    for number in range(ROUNDS + 1):
        mine, other = ours()[figure], theirs()[figure]
        if number > 0:
            ratios.append(mine / other)
    median, low, high = statistics.median(ratios), min(ratios), max(ratios)
    print(f"{name}: {figure} {median:.3f} ({low:.3f} to {high:.3f}) of `{peer}`, aim {most:.2f}")


def changed(folder):
    """A check of five changed files, and of everything, in a copy of the clone."""
    shutil.copytree(CLONE, folder, symlinks=True)
    # The times of a copy are its own: git looks at every file once.
    subprocess.run(["git", "status", "--short"], cwd=folder, check=True, capture_output=True)
    tracked = subprocess.run(["git", "ls-files", "*.md"], cwd=folder, check=True,
                             capture_output=True, text=True).stdout.splitlines()
    for name in tracked[::max(1, len(tracked) // 5)][:5]:
        with open(pathlib.Path(folder) / name, "a", encoding="utf-8") as file:
            file.write("\nOne more line.\n")
    since = ["check", *ALONE, "--changed-since", "HEAD"]
    compare("check --changed-since, 5 files", lambda: run([KB, *since], folder),
            lambda: run([KB, "check", *ALONE], folder), "wall", 1 / 2, "kb check")
    given = str(pathlib.Path(folder) / tracked[0])
    compare("check --stdin-filename", lambda: run([KB, "check", "--stdin-filename", tracked[0]],
                                                  folder, given),
            lambda: run(["true"]), "wall", 8, "true")


def main():
    for name, ours, peer, figure, most in PAIRS:
        compare(name, lambda: run([KB, *ours]), lambda: run(["sh", "-c", peer]), figure, most, peer)
    rumdl = shutil.which("rumdl")
    if rumdl:
        peer = [rumdl, "check", "--no-cache", "-e", "MD051,MD057", "."]
        compare("check", lambda: run([KB, "check", *ALONE]), lambda: run(peer), "wall", 0.4,
                "rumdl check -e MD051,MD057")
    else:
        print("rumdl is not installed, so check is not compared with it")
    with tempfile.TemporaryDirectory() as folder:
        changed(str(pathlib.Path(folder) / "copy"))


main()
