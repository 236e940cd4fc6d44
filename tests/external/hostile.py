"""Hostile files cost less than a second and 64 MiB more than a harmless one, each, and harm nobody."""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

KB = str(pathlib.Path(sys.argv[1]).resolve())
SECONDS_MAX, KIB_MAX = 1.0, 64 * 1024
# An opening bracket is a node of the Markdown parser until it is closed: a megabyte of them takes
# more than we promise, before any of our own values is made.
MORE_SECONDS_MAX, MORE_KIB_MAX = 1.0, 96 * 1024
MORE = {"open brackets"}
# A hang is ended here; memory is refused from here on, where a leak would fill the machine.
WALL_SECONDS, ADDRESS_BYTES = 20, 2 << 30
MIB = 1 << 20
HEAD = ("---\ntitle: {title}\ntype: definition\nsummary: What it means.\nauthors: [A. Author]\n"
        "license: CC-BY-4.0\nterm: {word}\nsenses: [{{text: A sense, source: Example}}]\n")
BODY = "\n## In practice\n\nThe {word}.\n\n## Example and counter-example\n\nAn example.\n"


def article(title, word, fields="", body=""):
    return HEAD.format(title=title, word=word) + fields + "---\n" + BODY.format(word=word) + body


def front(fields):
    return article("Hostile", "hostile", fields)


def body(text):
    return article("Hostile", "hostile", "", "\n" + text + "\n")


def times(unit, size=MIB):
    return body(unit * (size // len(unit.encode())))


def lines(make, size=MIB):
    made, total, number = [], 0, 0
    while total < size:
        made.append(make(number))
        total += len(made[-1])
        number += 1
    return body("".join(made))


def nested(opening, inside, closing, size=MIB):
    levels = size // (len(opening) + len(closing))
    return body(opening * levels + inside + closing * levels)


LAUGHS = "x-a: &a [lol]\n" + "".join(
    f"x-{n}: &{n} [{', '.join(['*' + chr(ord(n) - 1)] * 9)}]\n" for n in "bcdefghi")
FILES = {
    # Front matter.
    "billion laughs": lambda: front(LAUGHS),
    "100k brackets": lambda: front("topics: " + "[" * 100_000 + "\n"),
    "60k brackets": lambda: front("topics: " + "[" * 60_000 + "\n"),
    "100k braces": lambda: front("{a: " * 100_000 + "\n"),
    "15k braces": lambda: front("x-a: " + "{a: " * 15_000 + "\n"),
    "100k dashes": lambda: front("x-a:\n  " + "- " * 100_000 + "\n"),
    "30k dashes": lambda: front("x-a:\n  " + "- " * 30_000 + "\n"),
    "5000 levels": lambda: front("x-a:\n" + "".join(" " * n + "a:\n" for n in range(5000))),
    "350 levels": lambda: front("x-a:\n" + "".join(" " * n + "a:\n" for n in range(350))),
    "200k keys": lambda: front("".join(f"k{n}: v\n" for n in range(200_000))),
    "4000 keys": lambda: front("".join(f"k{n}: v\n" for n in range(4000))),
    "8000 equal keys": lambda: front("k: v\n" * 8000),
    "6000 bad fields": lambda: front("k: @\n" * 6000),
    "6000 open quotes": lambda: front('k: "\n' * 6000),
    "6000 glued fields": lambda: front("k:v\n" * 6000),
    "10k aliases": lambda: front("a: &a [*a]\n" * 5000),
    "500k comments": lambda: front("# a\n" * 450_000),
    "50 MB scalar": lambda: front("x-a: " + "x" * (50 * MIB) + "\n"),
    "60 KiB scalar": lambda: front("title: " + "x" * 60_000 + "\n"),
    "2 MB key": lambda: front("x" * (2 * MIB - 5000) + ": a\n"),
    "60 KiB key": lambda: front("x" * 60_000 + ": a\n"),
    "never closed": lambda: "---\n" + "a: b\n" * 400_000,
    "only fences": lambda: "---\n" * 500_000,
    # Bytes.
    "50 MB line": lambda: body("word " * (10 * MIB)),
    "2 MB line": lambda: times("word and ", 2 * MIB - 4096),
    "2 MB of bells": lambda: times("\x07", 2 * MIB - 4096),
    "2 MB of overrides": lambda: times("\u202e", 2 * MIB - 4096),
    "2 MB of nulls": lambda: b"\0" * (2 * MIB),
    "2 MB of bad bytes": lambda: b"\xff" * (2 * MIB),
    "2 MB of letters and bad bytes": lambda: b"a\xe9" * MIB,
    "2 MB of line ends": lambda: b"\r\n\r" * (2 * MIB // 3),
    "UTF-16": lambda: front("").encode("utf-16") * 2000,
    # Text.
    "links": lambda: times("[a]("),
    "open brackets": lambda: times("["),
    "open images": lambda: times("!["),
    "angles": lambda: times("[a](<b"),
    "emphasis": lambda: times("*a_ "),
    "strong": lambda: times("**a *b __c _d "),
    "tildes": lambda: times("~~a ~b "),
    "quotes": lambda: times(">"),
    "100k quotes": lambda: times(">", 100_000),
    "quotes apart": lambda: times("> "),
    "bullets": lambda: times("- "),
    "numbers": lambda: times("1. "),
    "mixed lists": lambda: times("> - 1. "),
    "backticks": lambda: times("a`b``c```"),
    "tags": lambda: times("<a id='"),
    "open tags": lambda: times("<a "),
    "comments": lambda: times("<!-- a <!"),
    "entities": lambda: times("&amp;&#1;&notin"),
    "backslashes": lambda: times("\\"),
    "bars": lambda: times("|"),
    "fences": lambda: times("```\n~~~\n"),
    "footnotes": lambda: times("[^1]\n\n[^1]: "),
    "marks of combining": lambda: times("\u0301"),
    "emoji": lambda: times("👩‍💻"),
    "nested images": lambda: nested("![", "a", "](b)"),
    "nested links": lambda: nested("[", "a", "](b)"),
    "parentheses": lambda: nested("[a](", "b", ")"),
    "nested emphasis": lambda: nested("*a ", "b", "*"),
    "headings and links": lambda: lines(lambda n: f"# A\n[x](#a-{n})\n"),
    "equal headings": lambda: lines(lambda n: "# A\n"),
    "broken links": lambda: lines(lambda n: f"[x](no-{n}.md)\n"),
    "broken anchors": lambda: lines(lambda n: f"[x](#no-{n})\n"),
    "references": lambda: lines(lambda n: f"[a{n}]: b{n}\n"),
    "used references": lambda: lines(lambda n: f"[a{n}]\n\n[a{n}]: b{n}\n"),
    "amplified": lambda: body("[a]: " + "b" * 10_000 + "\n\n" + "[a]\n" * 2_500),
    "lists 2000 deep": lambda: lines(lambda n: "  " * n + "- a\n", 400_000),
    "conflicts": lambda: lines(lambda n: "<<<<<<< a\n=======\n>>>>>>> b\n"),
    "conflict fences": lambda: lines(lambda n: "```\n<<<<<<< a\n```\n"),
    "wide table": lambda: body("a|" * 2000 + "\n" + "-|" * 2000 + "\n" + "|\n" * 20_000),
}


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, ADDRESS_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(WALL_SECONDS)


def serve():
    """Runs what it is told, a line each: a child is charged with what its parent holds, so the
    parent must hold nothing."""
    for line in sys.stdin:
        folder, arguments = json.loads(line)
        environment = {"PATH": os.environ["PATH"], "HOME": folder,
                       "KB_CACHE_DIR": folder + "/cache"}
        with open(folder + "/out", "wb") as out:
            started = time.monotonic()
            child = subprocess.Popen([KB, *arguments, "-C", folder + "/library"], stdout=out,
                                     stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                     env=environment, preexec_fn=limit)
            _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        print(json.dumps([child.returncode, seconds, used.ru_maxrss]), flush=True)


def run(folder, arguments):
    """Exit code, seconds, KiB at most in memory, what was written."""
    SERVER.stdin.write(json.dumps([folder, arguments]) + "\n")
    SERVER.stdin.flush()
    code, seconds, kib = json.loads(SERVER.stdout.readline())
    return code, seconds, kib, pathlib.Path(folder, "out").read_bytes()


def library(folder, content):
    root = pathlib.Path(folder, "library", "kb")
    root.mkdir(parents=True)
    (root.parent / "kb.toml").write_text('name = "test"\n', encoding="utf-8")
    (root / "good.md").write_text(article("Good", "aardvark"), encoding="utf-8")
    data = content if isinstance(content, bytes) else content.encode()
    (root / "hostile.md").write_bytes(data)


COMMANDS = [["check"], ["check", "--format", "json"], ["search", "aardvark"], ["show", "hostile"],
            ["stale"], ["list"]]


def measure(make):
    """What each command takes on a library with this article.

    The content is let go first: what a child needs is counted from what its parent holds.
    """
    with tempfile.TemporaryDirectory() as folder:
        library(folder, make())
        return [run(folder, command) for command in COMMANDS]


def complaint(title, measured, harmless):
    is_listed = title in MORE
    seconds_max = MORE_SECONDS_MAX if is_listed else SECONDS_MAX
    kib_max = MORE_KIB_MAX if is_listed else KIB_MAX
    for command, (code, seconds, kib, out), (_, usual, few, _) in zip(COMMANDS, measured, harmless):
        name = f"kb {' '.join(command)}"
        if code not in (0, 1) and command[0] != "show" or code not in (0, 1, 2):
            return f"{name}: exit {code}: {out[-300:]!r}"
        if b"panicked" in out or b"fault of this tool" in out:
            return f"{name}: {out[-300:]!r}"
        if seconds - usual > seconds_max:
            return f"{name}: {seconds:.2f} s, {usual:.2f} s for a harmless file"
        if kib - few > kib_max:
            return f"{name}: {kib // 1024} MiB, {few // 1024} MiB for a harmless file"
        if command[0] == "search" and b"kb/good.md" not in out:
            return f"{name}: the neighbour is not found: {out[:300]!r}"
        if command[0] == "check" and b"kb/good.md:" in out.replace(b"awaits", b""):
            return f"{name}: something is wrong with the neighbour: {out[:300]!r}"
    return ""


def main():
    harmless = measure(lambda: article("Harmless", "hostile"))
    is_good = True
    for name, make in FILES.items():
        wrong = complaint(name, measure(make), harmless)
        if wrong:
            # A busy machine is no fault of the file: what is wrong stays wrong.
            wrong = complaint(name, measure(make), harmless)
        is_good &= not wrong
        print(f"{'FAILED' if wrong else 'ok'} hostile file: {name}")
        if wrong:
            print(f"  {wrong}")
    return 0 if is_good else 1


if sys.argv[2:] == ["--serve"]:
    serve()
    sys.exit(0)
SERVER = subprocess.Popen([sys.executable, __file__, KB, "--serve"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True)
sys.exit(main())
