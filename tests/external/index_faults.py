"""The index, with its writer killed at every change of a name and every write refused.

After each the next search answers as one that starts with nothing, and no scraps stay behind.
Killed by gdb at system calls, as T380 of notmuch does; refused by strace.
"""
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

KB = str(pathlib.Path(sys.argv[1]).resolve())
PARTS = sys.argv[2:]
IS_GOOD = True
NAMES = ("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "fsync",
         "fdatasync")
REFUSED = (("write", "ENOSPC"), ("fdatasync", "EIO"), ("fsync", "EIO"), ("renameat", "ENOSPC"),
           ("ftruncate", "ENOSPC"), ("mkdir", "EROFS"), ("flock", "ENOLCK"), ("unlink", "EIO"))
QUERY = ["walrus narwhal", "-n", "100", "--format", "json", "--today", "2026-11-23"]
KEPT = re.compile(r"manifest|changes|meta\.json|\.managed\.json|.*\.lock")


def tell(name, wrong=""):
    global IS_GOOD
    IS_GOOD &= not wrong
    print(f"{'FAILED' if wrong else 'ok'} {name}", flush=True)
    if wrong:
        print(f"  {wrong}", flush=True)


def command(folder, *arguments):
    return [KB, *arguments, "-C", str(folder)]


def run(arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    return subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=environment, check=False, timeout=120)


def git(folder, *arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
                   "GIT_AUTHOR_NAME": "A. Author", "GIT_AUTHOR_EMAIL": "a@example.org",
                   "GIT_COMMITTER_NAME": "A. Author", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=environment,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def article(number, word="walrus"):
    return (f"---\ntitle: Thing {number}\ntype: guide\n---\n\n## In practice\n\n"
            f"The {word} of thing {number} swims.\n")


def library(folder):
    """Twelve articles in a repository, all of them committed."""
    root = folder / "kb"
    root.mkdir(parents=True)
    (folder / "kb.toml").write_text('name = "test"\n')
    for number in range(12):
        (root / f"thing-{number}.md").write_text(article(number))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "all")


def edit(folder, turn=0):
    """One article changed, one gone, one new."""
    root = folder / "kb"
    (root / f"thing-{turn % 12}.md").write_text(article(turn, "narwhal"))
    (root / f"thing-{(turn + 5) % 12}.md").unlink(missing_ok=True)
    (root / f"new-{turn}.md").write_text(article(100 + turn, "narwhal"))


def first(folder):
    library(folder)
    return "search", *QUERY


def update(folder):
    library(folder)
    run(command(folder, "search", *QUERY))
    edit(folder)
    return "search", *QUERY


def merge(folder):
    """So many small parts that the next search makes one of them."""
    library(folder)
    run(command(folder, "search", *QUERY))
    for turn in range(7):
        edit(folder, turn)
        run(command(folder, "search", *QUERY))
    edit(folder, 8)
    return "search", *QUERY


def rebuild(folder):
    library(folder)
    run(command(folder, "search", *QUERY))
    edit(folder)
    return "index", "--rebuild"


def configured(folder):
    library(folder)
    run(command(folder, "search", *QUERY))
    (folder / "kb.toml").write_text('name = "other"\n')
    return "search", *QUERY


SCENARIOS = {"the first search": first, "a search after edits": update,
             "a search that merges": merge, "a rebuild": rebuild, "a changed kb.toml": configured}


def answer(folder):
    """What is found, and what went wrong with finding it."""
    found = run(command(folder, "search", *QUERY))
    if found.returncode not in (0, 1):
        return None, f"exit {found.returncode}: {found.stderr[-300:]!r}"
    return json.loads(found.stdout)["hits"], ""


def fresh(folder):
    with tempfile.TemporaryDirectory() as place:
        copy = pathlib.Path(place, "copy")
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("kb-", "index-*"))
        shutil.rmtree(copy / ".git" / "kb", ignore_errors=True)
        return answer(copy)[0]


def scraps(folder):
    """Files of the index that nothing names."""
    found = []
    for index in (folder / ".git" / "kb").glob("index-*"):
        listed = json.loads((index / "meta.json").read_text())["segments"]
        live = {part["segment_id"].replace("-", "") for part in listed}
        found += [file.name for file in index.iterdir()
                  if not KEPT.fullmatch(file.name) and file.name.split(".")[0] not in live]
    return found


def compare(folder, expected, is_swept=True):
    """What is wrong with the next two answers, and with what lies there then."""
    for turn in ("next", "one after"):
        found, wrong = answer(folder)
        if wrong or found != expected:
            return wrong or f"the {turn} answer has {len(found)} hits, not {len(expected)}"
    left = scraps(folder) if is_swept else []
    return f"left behind: {left}" if left else ""


def gdb(arguments, calls):
    """Kills the command at the stop after so many; whether it came so far."""
    script = ["set startup-with-shell off", "set disable-randomization off",
              f"catch syscall {' '.join(NAMES)}", f"ignore 1 {calls}", "run", "kill"]
    lines = [part for line in script for part in ("-ex", line)]
    ran = run(["gdb", "-q", "-batch", "-nx", "-iex", "set auto-load off", *lines, "--args",
               *arguments])
    return re.search(rb"Catchpoint 1 \((call to|returned from)", ran.stdout) is not None, ran


def copy_of(template, place):
    folder = pathlib.Path(place, "library")
    shutil.copytree(template, folder, symlinks=True)
    return folder


def kills(name, make):
    with tempfile.TemporaryDirectory() as place:
        template = pathlib.Path(place, "template")
        arguments = make(template)
        expected = fresh(template)

        def kill(calls):
            with tempfile.TemporaryDirectory() as place:
                folder = copy_of(template, place)
                was_running, ran = gdb(command(folder, *arguments), calls)
                if not was_running and b"exited" not in ran.stdout:
                    return False, f"gdb: {ran.stdout[-300:]!r} {ran.stderr[-300:]!r}"
                return was_running, compare(folder, expected)

        calls, wrong, is_over = 0, "", False
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            while not is_over and not wrong:
                ends = list(pool.map(kill, range(calls, calls + 8)))
                for number, (was_running, complaint) in enumerate(ends, calls):
                    is_over |= not was_running
                    wrong = wrong or complaint and f"at stop {number}: {complaint}"
                calls += sum(was_running for was_running, _ in ends)
        wrong = wrong or ("" if calls > 10 else f"only {calls} stops")
        tell(f"{name}, killed at each of {calls} stops", wrong)


def strace(arguments, call, error, when):
    """Runs the command with calls refused: the lines of those that were."""
    with tempfile.NamedTemporaryFile() as log:
        ran = run(["strace", "-f", "-qq", "-o", log.name, "-e", f"trace={call}", "-e",
                   f"inject={call}:error={error}:when={when}", *arguments])
        lines = pathlib.Path(log.name).read_bytes().splitlines()
        return ran, [line for line in lines if b"(INJECTED)" in line]


def judged(ran, refused, expected):
    """What is wrong with a search of which some calls were refused."""
    if any(re.search(rb"write\([12],", line) for line in refused):
        # Its output was refused, not its index.
        return "" if ran.returncode in (0, 1, 2) else f"exit {ran.returncode}"
    if ran.returncode not in (0, 1):
        return f"exit {ran.returncode}: {ran.stderr[-300:]!r}"
    return "" if json.loads(ran.stdout)["hits"] == expected else "another answer"


def refusals(name, make):
    """Each call of a kind refused, in whichever thread it is, and all from one on."""
    with tempfile.TemporaryDirectory() as place:
        template = pathlib.Path(place, "template")
        arguments = make(template)
        expected = fresh(template)

        def refuse(case):
            with tempfile.TemporaryDirectory() as place:
                folder = copy_of(template, place)
                ran, refused = strace(command(folder, *arguments), *case)
                if not refused:
                    return False, ""
                wrong = ""
                if arguments[0] == "search":
                    wrong = judged(ran, refused, expected)
                elif ran.returncode not in (0, 2):
                    wrong = f"exit {ran.returncode}: {ran.stderr[-300:]!r}"
                # What could not be removed goes with the next writer that may.
                is_swept = case[0] not in ("unlink", "flock")
                return True, wrong or compare(folder, expected, is_swept)

        for call, error in REFUSED:
            count, wrong = 0, ""
            for plus in ("", "+"):
                number, is_over = 1, False
                with concurrent.futures.ThreadPoolExecutor(2) as pool:
                    while not is_over and not wrong:
                        turns = [(call, error, f"{number + turn}{plus}") for turn in range(4)]
                        for turn, (was_refused, complaint) in zip(turns, pool.map(refuse, turns)):
                            is_over |= not was_refused
                            count += was_refused
                            wrong = wrong or complaint and f"{turn[2]}: {complaint}"
                        number += 4
            tell(f"{name}, {error} from {call}, {count} times", wrong)


def small_disks(folder):
    """The index on file systems of next to nothing."""
    library(folder)
    for number in range(400):
        words = " ".join(f"word{number * 31 + turn}" for turn in range(300))
        (folder / "kb" / f"many-{number}.md").write_text(article(number, words))
    expected = fresh(folder)
    cache = folder / ".git" / "kb"
    cache.mkdir()
    for size in ("16k", "64k", "256k", "1m", "2m", "4m", "8m"):
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", cache],
                                 check=False, stderr=subprocess.PIPE)
        if mounted.returncode != 0:
            tell(f"a disk of {size}", f"cannot be mounted: {mounted.stderr!r}; run this as root")
            return
        try:
            wrong = ""
            for turn in range(3):
                found = run(command(folder, "search", *QUERY))
                if found.returncode not in (0, 1):
                    wrong = f"exit {found.returncode}: {found.stderr[-300:]!r}"
                elif json.loads(found.stdout)["hits"] != expected:
                    wrong = "another answer"
                elif size == "16k" and not re.search(b"full disk|o space left", found.stderr):
                    wrong = f"it does not say why: {found.stderr!r}"
            tell(f"a disk of {size}", wrong)
        finally:
            subprocess.run(["umount", cache], check=True)


def strangers(folder):
    """A library and a cache that belong to somebody else, as for a service or in a container."""
    folder.parent.chmod(0o755)
    library(folder)
    expected = fresh(folder)
    home = folder.parent / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[safe]\n\tdirectory = *\n")
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env",
              f"HOME={home}"]
    cache = folder / ".git" / "kb"
    for name, mode in [("no cache", None), ("a cache to read", 0o755), ("a closed cache", 0o700)]:
        if mode:
            run(command(folder, "search", *QUERY))
            cache.chmod(mode)
        before = sorted(str(path) for path in cache.rglob("*"))
        for arguments in (["-C", str(folder)], ["-C", str(folder), "--no-refresh"]):
            ran = run([*nobody, KB, "search", *QUERY, *arguments])
            wrong = "" if ran.returncode in (0, 1) else f"exit {ran.returncode}: {ran.stderr[-300:]!r}"
            if not wrong and json.loads(ran.stdout)["hits"] != expected:
                wrong = "another answer"
            if not wrong and mode != 0o755 and b"no index can be kept here: " not in ran.stderr:
                wrong = f"it does not say why: {ran.stderr!r}"
            tell(f"a stranger with {name} {' '.join(arguments[2:])}", wrong)
        edited = folder / "kb" / "thing-1.md"
        edited.write_text(article(1, "narwhal"))
        ran = run([*nobody, KB, "search", "narwhal", "-n", "100", "-C", str(folder)])
        edited.write_text(article(1))
        is_right = ran.returncode in (0, 1) and b"kb/thing-1.md" in ran.stdout
        is_right &= b"index c" in ran.stderr.replace(b"no index can", b"index can")
        tell(f"a stranger with {name} after an edit", "" if is_right else f"{ran}")
        after = sorted(str(path) for path in cache.rglob("*"))
        tell(f"a stranger writes nothing beside {name}", "" if before == after else f"{after}")


def little_memory(folder):
    library(folder)
    expected = fresh(folder)
    for name, limit in [("200 MB of address space", "ulimit -v 200000; export MALLOC_ARENA_MAX=1"),
                        ("16 open files", "ulimit -n 16")]:
        shutil.rmtree(folder / ".git" / "kb", ignore_errors=True)
        for turn in ("first", "next"):
            ran = run(["sh", "-c", f'{limit}; exec "$0" "$@"', *command(folder, "search", *QUERY)])
            is_right = ran.returncode in (0, 1) and json.loads(ran.stdout)["hits"] == expected
            tell(f"{name}, the {turn} search", "" if is_right else f"{ran}")
    for turn in range(7):
        edit(folder, turn)
        run(command(folder, "search", *QUERY))
    expected = fresh(folder)
    ran = run(["sh", "-c", 'ulimit -n 16; exec "$0" "$@"', *command(folder, "search", *QUERY)])
    is_right = ran.returncode in (0, 1) and json.loads(ran.stdout)["hits"] == expected
    tell("16 open files and an index of many parts", "" if is_right else f"{ran}")


def flips(folder):
    """A bit changed at a thousand places, in all files of the index."""
    library(folder)
    expected, generator, wrong = fresh(folder), random.Random(44), ""
    kept = folder.parent / "kept"
    run(command(folder, "search", *QUERY))
    edit(folder)
    expected = fresh(folder)
    run(command(folder, "search", *QUERY))
    shutil.copytree(folder / ".git" / "kb", kept)
    files = [path for path in sorted(kept.rglob("*")) if path.is_file() and path.stat().st_size]
    found = 0
    for turn in range(1000):
        victim = generator.choice(files)
        broken = bytearray(victim.read_bytes())
        at = generator.randrange(len(broken))
        broken[at] ^= 1 << generator.randrange(8)
        place = folder / ".git" / "kb" / victim.relative_to(kept)
        place.write_bytes(broken)
        if turn % 10 == 0:
            verified = run(command(folder, "index", "--verify"))
            found += verified.returncode
            if verified.returncode not in (0, 1):
                wrong = wrong or f"turn {turn}: --verify: {verified}"
        got, complaint = answer(folder)
        if complaint or got != expected:
            wrong = wrong or f"turn {turn}, byte {at} of {victim.name}: {complaint or got}"
        shutil.rmtree(folder / ".git" / "kb")
        shutil.copytree(kept, folder / ".git" / "kb")
    tell("a thousand flipped bits", wrong)
    tell("most are named by --verify", "" if found > 60 else f"{found} of 100")


for name, make in SCENARIOS.items():
    if not PARTS or "kills" in PARTS:
        kills(name, make)
    if not PARTS or "refusals" in PARTS:
        refusals(name, make)
for part in (small_disks, strangers, little_memory, flips):
    if not PARTS or part.__name__ in PARTS:
        with tempfile.TemporaryDirectory() as place:
            part(pathlib.Path(place, "library"))
sys.exit(0 if IS_GOOD else 1)
