"""Little room, odd surroundings, many files and strange histories: the answer is still given."""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

KB = str(pathlib.Path(sys.argv[1]).resolve())
IS_GOOD = True
# Deep folders are also removed again, which Python does by recursion.
sys.setrecursionlimit(10_000)


def tell(name, wrong=""):
    global IS_GOOD
    IS_GOOD &= not wrong
    print(f"{'FAILED' if wrong else 'ok'} {name}")
    if wrong:
        print(f"  {wrong}")


def run(folder, arguments, variables=None, before=None, out=subprocess.PIPE):
    """Exit code, seconds, output of both streams."""
    environment = {"PATH": os.environ["PATH"], "HOME": folder + "/home", **(variables or {})}
    environment = {name: value for name, value in environment.items() if value is not None}
    started = time.monotonic()
    ran = subprocess.run([KB, *arguments, "-C", folder], stdin=subprocess.DEVNULL, stdout=out,
                         stderr=subprocess.STDOUT if out == subprocess.PIPE else subprocess.PIPE,
                         env=environment, check=False, timeout=300, preexec_fn=before)
    return ran.returncode, time.monotonic() - started, (ran.stdout or ran.stderr or b"")


def git(folder, *arguments, **variables):
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1",
                   "GIT_AUTHOR_NAME": "A. Author", "GIT_AUTHOR_EMAIL": "a@example.org",
                   "GIT_COMMITTER_NAME": "A. Author", "GIT_COMMITTER_EMAIL": "a@example.org",
                   **variables}
    subprocess.run(["git", "-C", folder, *arguments], check=True, env=environment,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def article(word):
    return (f"---\ntitle: About {word}\ntype: definition\nsummary: What it is.\n"
            f"authors: [A. Author]\nlicense: CC-BY-4.0\nterm: {word}\n"
            f"senses: [{{text: A sense, source: Example}}]\n---\n\n## In practice\n\nThe {word}.\n\n"
            "## Example and counter-example\n\nAn example.\n")


def library(folder, words):
    root = pathlib.Path(folder, "kb")
    root.mkdir(parents=True, exist_ok=True)
    (root.parent / "kb.toml").write_text('name = "test"\n')
    for word in words:
        (root / f"{word}.md").write_text(article(word))


def no_room():
    # The nearest thing to a full disk that needs no rights: no file may grow.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))


def few_files():
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def little_room(folder):
    library(folder, ["walrus", "narwhal"])
    git(folder, "init", "-q")
    for name, before in [("no file may grow", no_room), ("sixteen open files", few_files)]:
        for command in [["search", "walrus"], ["check"], ["stale"], ["list"], ["show", "walrus"]]:
            code, _, out = run(folder, command, before=before)
            is_right = code == 0 and (b"walrus" in out or command[0] in ("check", "stale"))
            tell(f"{name}: kb {' '.join(command)}", "" if is_right else f"exit {code}: {out[:300]!r}")
    code, _, out = run(folder, ["search", "walrus"])
    tell("and afterwards as ever", "" if code == 0 and b"kb/walrus.md" in out else repr(out[:300]))
    code, _, out = run(folder, ["new", "guide", "No room", "--author", "A. Author"], before=no_room)
    is_right = code == 2 and not pathlib.Path(folder, "kb/no-room.md").exists()
    tell("no room for a new article is a failure", "" if is_right else f"exit {code}: {out[:300]!r}")
    with open("/dev/full", "wb") as full:
        code, _, out = run(folder, ["list"], out=full)
    is_right = code == 2 and b"cannot write the output" in out
    tell("output that nobody takes is a failure", "" if is_right else f"exit {code}: {out[:300]!r}")


def surroundings(folder):
    library(folder, ["walrus"])
    for variables in [{"COLUMNS": "0"}, {"COLUMNS": "x"}, {"COLUMNS": "1"}, {"COLUMNS": "99999999"},
                      {"HOME": None}, {"HOME": "relative"}, {"LANG": "C"}, {"TZ": "Mars/Base"},
                      {"TERM": None}, {"KB_CACHE_DIR": "/dev/null/x"}, {"SOURCE_DATE_EPOCH": "x"},
                      {"SOURCE_DATE_EPOCH": "-99999999999999"}, {"SOURCE_DATE_EPOCH": "9" * 18},
                      {"KB_PAGER": "touch canary"}]:
        name = " ".join(f"{key}={value}" for key, value in variables.items())
        for command in ["search", "check", "stale"]:
            code, _, out = run(folder, [command] + (["walrus"] if command == "search" else []),
                               variables)
            wrong = "" if code == 0 and b"panicked" not in out else f"exit {code}: {out[:300]!r}"
            tell(f"surroundings {name}: kb {command}", wrong)


def queries(folder):
    library(folder, ["walrus"])
    many = " ".join(f"word{number}" for number in range(10_000))
    for name, query in [("a quote", '"'), ("open brackets", "(" * 10_000), ("a star", "*"),
                        ("NOT", "NOT"), ("a field", "field:"), ("a fuzz", "walrus~9999"),
                        ("a wild card", "*rus"), ("ten thousand words", many), ("AND", "AND AND"),
                        ("a hundred thousand letters", "x" * 100_000), ("a range", "[a TO"),
                        ("a backslash", "\\"), ("a boost", "walrus^1e999"), ("slashes", "/a/")]:
        code, seconds, out = run(folder, ["search", "--", query])
        wrong = "" if code in (0, 1) and seconds < 2 else f"exit {code}, {seconds:.1f} s: {out[:300]!r}"
        tell(f"a query of {name}", wrong)


def many_files(folder):
    library(folder, ["walrus"])
    deep = pathlib.Path(folder, "kb")
    for _ in range(1000):
        deep /= "d"
        deep.mkdir()
    (deep / "deep.md").write_text(article("narwhal"))
    code, _, out = run(folder, ["search", "narwhal"])
    tell("a thousand folders deep", "" if code == 0 and b"deep.md:" in out else repr(out[-300:]))
    seconds = []
    for count in (2_000, 20_000):
        root = pathlib.Path(folder, f"many-{count}")
        (root / "kb").mkdir(parents=True)
        (root / "kb.toml").write_text('name = "test"\n')
        for number in range(count):
            (root / "kb" / f"thing-{number}.md").write_text(article(f"thing-{number}"))
        code, took, out = run(str(root), ["check", "--allow", "review-missing"])
        seconds.append(took)
        wrong = "" if code == 0 and f"{count} articles".encode() in out else repr(out[-300:])
        tell(f"{count} articles are checked", wrong)
    wrong = "" if seconds[1] < 40 * max(seconds[0], 0.05) else f"{seconds[0]:.2f} s, {seconds[1]:.2f} s"
    tell("ten times the articles take no hundred times the time", wrong)
    os.mkfifo(pathlib.Path(folder, "kb", "pipe.md"))
    for command in [["check"], ["search", "walrus"], ["stale"], ["list"]]:
        code, took, out = run(folder, command)
        is_right = code == (1 if command == ["check"] else 0) and took < 5
        is_right &= command != ["check"] or b"error[no-regular-file]" in out
        tell(f"a pipe is refused: kb {command[0]}", "" if is_right else f"exit {code}: {out[:300]!r}")


def histories(folder):
    library(folder, [f"thing-{number}" for number in range(1000)])
    git(folder, "init", "-q")
    git(folder, "config", "i18n.commitEncoding", "ISO-8859-1")
    git(folder, "add", ".")
    pathlib.Path(folder, ".git", "message").write_text("x" * 1_000_000)
    git(folder, "commit", "-qF", folder + "/.git/message", GIT_AUTHOR_DATE="@86400 -1200",
        GIT_COMMITTER_DATE="@86400 +1400")
    root = pathlib.Path(folder, "kb")
    for number in range(1000):
        (root / f"thing-{number}.md").rename(root / f"moved-{number}.md")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "caf\udce9 \x1b[2J", GIT_AUTHOR_NAME="Eve \x1b]0;x\x07",
        GIT_AUTHOR_DATE="@4102444800 +0000", GIT_COMMITTER_DATE="@4102444800 +0000")
    code, took, out = run(folder, ["stale", "--format", "json", "--today", "2026-01-01"])
    is_right = code == 0 and took < 5 and out.count(b"1970-01-02") >= 1000
    tell("a storm of renames keeps the first day, 1970", "" if is_right else f"{code}: {out[:400]!r}")
    code, _, out = run(folder, ["list", "--format", "json"])
    is_right = code == 0 and b"\x1b" not in out
    tell("odd commits are read", "" if is_right else f"exit {code}: {out[:300]!r}")
    newer = pathlib.Path(folder, ".git", "kb", "index-999-999-0123456789abcdef")
    newer.mkdir(parents=True)
    (newer / "meta.json").write_text("{")
    code, _, out = run(folder, ["search", "thing-7"])
    is_right = code == 0 and (newer / "meta.json").read_text() == "{"
    tell("an index of a newer version is left alone", "" if is_right else f"exit {code}: {out[:300]!r}")


for part in (little_room, surroundings, queries, many_files, histories):
    with tempfile.TemporaryDirectory() as place:
        part(place)
sys.exit(0 if IS_GOOD else 1)
