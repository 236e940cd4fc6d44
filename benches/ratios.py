"""How kb compares with named peers on a real corpus: ratios of the same run, in turn.

Usage: python3 benches/ratios.py path/to/kb path/to/clone [word] [rounds]

The clone is a git repository with many Markdown files that we did not write, such as
MicrosoftDocs/cpp-docs. Needs git, cat and ripgrep (`rg`). Every pair runs in turn, after one
round that is not counted; what is printed are medians of ratios, so that a busy machine
slows both sides.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import time

KB, CLONE = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve())
WORD = sys.argv[3] if len(sys.argv) > 3 else "allocator"
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 9

CAT = "git ls-files -z '*.md' | xargs -0 cat"
PAIRS = [
    # What, our command, the peer as a shell reads it, wall or CPU, the most it may be.
    ("search, files looked at", ["search", WORD], f"rg -c {WORD} .", "wall", 1 / 2),
    ("search --no-refresh", ["search", WORD, "--no-refresh"], f"rg -c {WORD} .", "CPU", 1 / 10),
    ("check", ["check"], CAT, "wall", 3),
    ("stale", ["stale"], "git log --no-renames --name-only", "CPU", 2),
]


def run(command):
    """Wall and CPU seconds of a command that ends as it should."""
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=CLONE, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}: {said.decode(errors='replace')}")
    return {"wall": time.monotonic() - started, "CPU": used.ru_utime + used.ru_stime}


def main():
    run([KB, "index"])
    for name, ours, peer, figure, most in PAIRS:
        ratios = []
        for number in range(ROUNDS + 1):
            mine = run([KB, *ours])[figure]
            theirs = run(["sh", "-c", peer])[figure]
            if number > 0:
                ratios.append(mine / theirs)
        median, low, high = statistics.median(ratios), min(ratios), max(ratios)
        print(f"{name}: {figure} {median:.3f} ({low:.3f} to {high:.3f}) of `{peer}`, aim {most:.2f}")


main()
