"""What finding costs: every speed, size and memory figure of the search, beside its peers.

Usage: python3 benches/search.py path/to/kb path/to/clone [rounds]

The clone is a git repository with many Markdown files, such as MicrosoftDocs/cpp-docs, or one that
a generator wrote. Nothing in it is changed: all runs are in a copy, with the times of its files a
while ago. Needs git, ripgrep (`rg`) and the shell of SQLite (`sqlite3`) with FTS5.

The words that are asked for are taken from the clone itself, from such as every third article has
to such as one in 500 has. All commands
of a row run in turn, after one round that is not counted; what is printed are medians of the
ratios of one round, so that a busy machine slows both sides. CPU is user and system time of the
whole process. Memory is the highest resident set that the kernel reports for a child, pages of
the binary and of mapped files included. It starts at that of the process that starts it, so that
a small one does, a Python without its library: less than its 10 MiB could not be seen.
"""
import math
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

QUERIES = 8
BUILDS = 3
EDITS = 5
# Starts a command and prints its highest resident set in KiB.
SPAWNER = """import posix, sys
quiet = [(posix.POSIX_SPAWN_OPEN, at, "/dev/null", posix.O_WRONLY, 0) for at in (1, 2)]
pid = posix.posix_spawn(sys.argv[1], sys.argv[1:], posix.environ, file_actions=quiet)
print(posix.wait4(pid, 0)[2].ru_maxrss)
"""
# Longer than a file may have changed without a trace in its times.
SETTLE = 2.5


def texts(folder):
    """The Markdown files that git tracks, with what is in them."""
    listed = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=folder, check=True,
                            capture_output=True).stdout
    for name in sorted(set(filter(None, listed.split(b"\0")))):
        place = os.path.join(os.fsencode(folder), name)
        if os.path.isfile(place) and not os.path.islink(place):
            with open(place, "rb") as file:
                yield os.fsdecode(name), file.read().decode(errors="replace")


def fts5(folder, database):
    """The peer's index: title and text, stemmed by Porter, in one transaction."""
    base = sqlite3.connect(database)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("CREATE VIRTUAL TABLE docs USING fts5(path UNINDEXED, body, "
                 "tokenize = 'porter unicode61')")
    base.executemany("INSERT INTO docs VALUES (?, ?)", texts(folder))
    base.commit()


class Bench:
    def __init__(self, kb, clone, folder, rounds):
        self.kb, self.rounds = kb, rounds
        self.copy, self.database = os.path.join(folder, "copy"), os.path.join(folder, "fts5.db")
        shutil.copytree(clone, self.copy, symlinks=True,
                        ignore=lambda at, names: ["kb"] if at.endswith(".git") else [])
        self.git("status", "--short")
        self.git("config", "core.checkStat", "default")
        self.articles = 0
        self.source = 0
        for _, text in texts(self.copy):
            self.articles += 1
            self.source += len(text.encode())
        time.sleep(SETTLE)

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.copy, check=True, capture_output=True)

    def resident(self, command):
        """The highest resident set of a command, in MiB."""
        spawner = [sys.executable, "-I", "-S", "-c", SPAWNER, *command]
        said = subprocess.run(spawner, cwd=self.copy, check=True, capture_output=True).stdout
        return int(said) / 1024

    def run(self, command):
        """Wall and CPU seconds of a command that ends as it should."""
        started = time.monotonic()
        with open(os.devnull, "rb") as nothing:
            child = subprocess.Popen(command, cwd=self.copy, stdin=nothing,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{command} ended with {child.returncode}: {said.decode(errors='replace')}")
        return {"wall": wall, "CPU": used.ru_utime + used.ru_stime}

    def command(self, words, *flags):
        return [self.kb, "search", "-n", "10", *flags, *words]

    def search(self, words, *flags):
        return self.run(self.command(words, *flags))

    def forget(self):
        shutil.rmtree(os.path.join(self.copy, ".git", "kb"), ignore_errors=True)

    def builds(self):
        walls, cpus, memory = [], [], []
        for _ in range(BUILDS):
            self.forget()
            ours = self.run([self.kb, "index"])
            pathlib.Path(self.database).unlink(missing_ok=True)
            peer = self.run([sys.executable, __file__, "--fts5", self.copy, self.database])
            walls.append(ours["wall"] / peer["wall"])
            cpus.append(ours["CPU"] / peer["CPU"])
            self.forget()
            memory.append(self.resident([self.kb, "index"]))
            last = ours
        show("full build: wall", walls, "FTS5 with Porter", 1)
        show("full build: CPU", cpus, "FTS5 with Porter", 2.5)
        print(f"full build: {last['CPU']:.2f} s CPU; {max(memory):.0f} MiB resident, aim 170")
        kept = pathlib.Path(self.copy, ".git", "kb").rglob("*")
        size = sum(file.stat().st_size for file in kept if file.is_file())
        peer = os.path.getsize(self.database)
        print(f"size: {size / self.source:.3f} of the source, aim 0.60; "
              f"FTS5 takes {peer / self.source:.2f}")

    def queries(self):
        """One to four words each; every query has rare words and frequent ones in its turn."""
        base = sqlite3.connect(self.database)
        base.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'docs', 'row')")
        found = base.execute("SELECT doc, term FROM temp.words WHERE length(term) BETWEEN 4 AND 12 "
                             "AND term NOT GLOB '*[^a-z]*' ORDER BY doc DESC, term").fetchall()
        base.close()
        most, least, wanted = self.articles / 3, max(self.articles / 500, 1), QUERIES * 4
        words = []
        for number in range(wanted):
            # Their numbers of articles lie evenly between the two in the logarithm.
            doc = most * (least / most) ** (number * 7 % wanted / (wanted - 1))
            unused = [row for row in found if row[1] not in words]
            words.append(min(unused, key=lambda row: abs(math.log(row[0] / doc)))[1])
        return [words[number * 4:number * 4 + 1 + number % 4] for number in range(QUERIES)]

    def queried(self, name):
        """One round for each query, all commands in turn."""
        queries = self.queries()
        self.search(queries[0])
        time.sleep(SETTLE)
        self.search(queries[0])
        rows = {key: [] for key in ["rg CPU", "sqlite CPU", "rg wall", "git wall", "git CPU"]}
        plain, fresh, memory = [], [], []
        for number in range(self.rounds + 1):
            words = queries[number % len(queries)]
            either = " OR ".join(f'"{word}"' for word in words)
            ask = ("SELECT path, snippet(docs, 1, '[', ']', '…', 32) FROM docs "
                   f"WHERE docs MATCH '{either}' ORDER BY rank LIMIT 10")
            bare = self.search(words, "--no-refresh")
            whole = self.search(words)
            rg = self.run(["rg", "-i", "-c", "-g", "*.md", "|".join(words), "."])
            sqlite = self.run(["sqlite3", self.database, ask])
            status = self.run(["git", "status"])
            if number == 0:
                continue
            rows["rg CPU"].append(bare["CPU"] / rg["CPU"])
            rows["sqlite CPU"].append(bare["CPU"] / sqlite["CPU"])
            rows["rg wall"].append(whole["wall"] / rg["wall"])
            rows["git wall"].append(max(whole["wall"] - bare["wall"], 0) / status["wall"])
            rows["git CPU"].append(max(whole["CPU"] - bare["CPU"], 0) / status["CPU"])
            plain.append(bare["CPU"])
            fresh.append(whole["CPU"])
            memory.append(self.resident(self.command(words)))
        show(f"{name}: --no-refresh, CPU", rows["rg CPU"], "rg -i -c", 1 / 12)
        show(f"{name}: --no-refresh, CPU", rows["sqlite CPU"], "sqlite3 with FTS5", 1 / 2)
        show(f"{name}: wall", rows["rg wall"], "rg -i -c", 1 / 4)
        show(f"{name}: looking at files, wall", rows["git wall"], "git status", 1 / 2)
        show(f"{name}: looking at files, CPU", rows["git CPU"], "git status", 1 / 2)
        print(f"{name}: {1e3 * statistics.median(plain):.1f} ms CPU without a look at the files, "
              f"{1e3 * statistics.median(fresh):.1f} with; "
              f"{max(memory):.1f} MiB resident, aim 20")

    def edited(self, name):
        """What one changed file adds to a search, beside one that changed nothing."""
        words = self.queries()[0]
        tracked = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=self.copy, check=True,
                                 capture_output=True, text=True).stdout.split("\0")
        walls, cpus = [], []
        for number in range(EDITS + 1):
            time.sleep(SETTLE)
            self.search(words)
            clean = self.search(words)
            place = pathlib.Path(self.copy, tracked[number * (len(tracked) // (EDITS + 2))])
            with open(place, "a", encoding="utf-8") as file:
                file.write(f"\nChanged {number} times.\n")
            changed = self.search(words)
            if number > 0:
                walls.append(1e3 * (changed["wall"] - clean["wall"]))
                cpus.append(1e3 * (changed["CPU"] - clean["CPU"]))
        print(f"{name}: one changed file adds {statistics.median(walls):.1f} ms wall "
              f"({min(walls):.1f} to {max(walls):.1f}), {statistics.median(cpus):.1f} ms CPU, "
              f"aim 20")


def show(name, ratios, peer, most):
    median, low, high = statistics.median(ratios), min(ratios), max(ratios)
    verdict = "" if median <= most else "  MISSED"
    print(f"{name}: {median:.3f} ({low:.3f} to {high:.3f}) of {peer}, aim {most:.3f}{verdict}",
          flush=True)


def main():
    if sys.argv[1] == "--fts5":
        fts5(sys.argv[2], sys.argv[3])
        return
    kb, clone = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve())
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 2 * QUERIES
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(kb, clone, folder, rounds)
        print(f"{pathlib.Path(clone).name}: {bench.articles} articles, "
              f"{bench.source / 1e6:.1f} MB")
        bench.builds()
        bench.queried("search")
        bench.edited("search")
        # With a kb.toml new articles count before they are added, so that folders are looked at.
        config = pathlib.Path(bench.copy, "kb.toml")
        if not config.exists():
            config.write_text('[articles]\ninclude = ["**/*.md"]\n', encoding="utf-8")
            bench.queried("with kb.toml")
            bench.edited("with kb.toml")


main()
