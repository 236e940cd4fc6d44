"""What reaches a terminal: colour exactly when it should, and no control byte of an article ever."""
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import threading

KB = str(pathlib.Path(sys.argv[1]).resolve())
TERMINAL, PIPE = "terminal", "pipe"

ARTICLE = """---
title: Restart the printer
type: guide
summary: Off, then on.
authors: [Ada Example]
license: CC-BY-4.0
questions: [Why does the printer hang?]
---

## Answer

Switch the printer **off**, then on. See [nothing](nothing.md).
"""
COMMANDS = [["search", "restart the printer"], ["check"], ["show", "good"], ["list"],
            ["stale", "-q"], ["explain"], ["index"]]
# Where it goes, the variables, the flags, and whether there is colour.
COLOUR = [
    (TERMINAL, {}, [], True),
    (TERMINAL, {"NO_COLOR": "1"}, [], False),
    (TERMINAL, {"NO_COLOR": ""}, [], True),
    (TERMINAL, {"TERM": "dumb"}, [], False),
    (TERMINAL, {"TERM": "dumb", "CLICOLOR_FORCE": "1"}, [], True),
    (TERMINAL, {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, [], False),
    (TERMINAL, {"CLICOLOR_FORCE": "0"}, [], True),
    (TERMINAL, {}, ["--color", "never"], False),
    (TERMINAL, {"CLICOLOR_FORCE": "1"}, ["--color", "never"], False),
    (TERMINAL, {"NO_COLOR": "1"}, ["--color", "always"], True),
    (TERMINAL, {"TERM": "dumb"}, ["--color", "always"], True),
    (TERMINAL, {}, ["--color", "auto"], True),
    (TERMINAL, {}, ["--format", "json"], False),
    (PIPE, {}, [], False),
    (PIPE, {"CLICOLOR_FORCE": "1"}, [], True),
    (PIPE, {"FORCE_COLOR": "1"}, [], True),
    (PIPE, {"FORCE_COLOR": "0"}, [], False),
    (PIPE, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
    (PIPE, {}, ["--color", "always"], True),
    (PIPE, {}, ["--color", "never"], False),
    (PIPE, {"CLICOLOR_FORCE": "1"}, ["--format", "json"], False),
    (PIPE, {}, ["--color", "always", "--format", "json"], False),
]
FAILURES = [
    (TERMINAL, {}, [], True),
    (TERMINAL, {"NO_COLOR": "1"}, [], False),
    (TERMINAL, {}, ["--color", "never"], False),
    (PIPE, {}, [], False),
    (PIPE, {}, ["--color", "always"], True),
]

# Set the clipboard, the title, a link; clear the screen, ask for the cursor; reset; C1; bidi.
ATTACKS = ["\x1b]52;c;aGFja2Vk\x07", "\x1b]0;hacked\x1b\\", "\x1b]8;;http://evil.example/\x1b\\",
           "\x1b[2J", "\x1b[6n", "\x1b[31m", "\x1bP1$r\x1b\\", "\x1b_G\x1b\\", "\x1bc", "\x9b2J",
           "\x9d52;c;aGFja2Vk\x9c", "\u202e", "\u2066", "\x08\x08", "\x7f", "\r"]
ATTACK = "".join(ATTACKS)
IN_YAML = ATTACK.encode("unicode_escape").decode().replace("'", "\\x27")
HOSTILE = {
    # The characters themselves.
    "kb/raw.md": f"---\ntitle: Hostile {ATTACK} printer\ntype: guide\nsummary: Off {ATTACK} on.\n"
                 f"authors: [Eve {ATTACK}]\nlicense: CC {ATTACK} BY\nowner: team {ATTACK}\n"
                 f"---\n\n## Answer {ATTACK}\n\nThe hostile {ATTACK} printer hangs.\n",
    # Characters that YAML spells out, so that no byte of the file gives them away.
    "kb/spelt.md": f'---\ntitle: "Hostile {IN_YAML} printer"\ntype: "guide{IN_YAML}"\n'
                   f'summary: "Off {IN_YAML} on."\nauthors: ["Eve {IN_YAML}"]\n'
                   f'license: "CC {IN_YAML}"\nowner: "team {IN_YAML}"\n"key{IN_YAML}": 1\n'
                   f'review: {{on: 2020-01-01, by: ["Eve {IN_YAML}"], every: 6 months}}\n'
                   f'sources: [{{title: "A {IN_YAML} book", url: "https://x.example/{IN_YAML}"}}]\n'
                   "---\n\n## Answer\n\nThe hostile printer hangs.\n",
    # References of HTML, in text, code and a destination that leads nowhere.
    "kb/entities.md": "---\ntitle: Hostile entities\n---\n\n## Answer &#27;[2J\n\n"
                      "The hostile printer &#27;]52;c;aGk=&#7; &#x9b;2J &#x202e; hangs.\n"
                      "[it](no&#27;[2J.md) `a\x1b[2Jb`\n\n```\n\x1b]52;c;aGk=\x07\n```\n",
    # Bytes that are no UTF-8 but C1 to a terminal.
    "kb/latin.md": b"---\ntitle: Hostile \x9b2J printer\n---\n\nThe hostile \x9d52;c;aGk=\x9c.\n",
    # The name of a file.
    "kb/name\x1b]52;c;aGk=\x07\x1b[2J\u202e\x9b2J.md": "---\ntitle: Hostile name\n---\nPrinter.\n",
    "kb/\x1b[2J\u202e/index.md": "---\ntitle: [Hostile folder\n---\nPrinter.\n",
}
HOSTILE_COMMANDS = [
    ["search", "hostile printer", "-n", "20"],
    ["search", f"hostile {ATTACK}"],
    ["check"],
    ["check", "--rule", f"x{ATTACK}"],
    ["show", "raw"],
    ["show", "spelt"],
    ["show", "entities"],
    ["show", "latin"],
    ["show", f"none{ATTACK}"],
    ["show", f"raw#{ATTACK}"],
    ["stale"],
    ["stale", "--at", f"branch{ATTACK}"],
    ["list"],
    ["list", "-C", f"folder{ATTACK}"],
    [f"command{ATTACK}"],
    ["check", "--config", "hostile.toml"],
]
OWN_COLOUR = re.compile("\x1b\\[[0-9;]*m")
# A link of ours leads to the web, and nothing of an article can end it.
OWN_LINK = re.compile("\x1b\\]8;;(?:(?:https?://|mailto:)[!-~]*)?\x1b\\\\")
NEVER_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def drain(end, kept):
    while True:
        try:
            read = os.read(end, 65536)
        except OSError:  # The other end of a terminal is closed.
            read = b""
        if not read:
            return
        kept.append(read)


def run(folder, arguments, out=PIPE, err=PIPE, variables=None):
    """What a command writes to its two streams."""
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "TERM": "xterm-256color", "KB_PAGER": "",
                   **(variables or {})}
    environment = {name: value for name, value in environment.items() if value is not None}
    streams, threads, written = [], [], []
    for kind in (out, err):
        ours, theirs = pty.openpty() if kind == TERMINAL else os.pipe()
        kept = []
        thread = threading.Thread(target=drain, args=(ours, kept))
        thread.start()
        streams.append(theirs)
        threads.append(thread)
        written.append(kept)
    command = [KB, *arguments] + ([] if "-C" in arguments else ["-C", folder])
    code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=streams[0], stderr=streams[1],
                          env=environment, cwd=folder, check=False, timeout=60).returncode
    for stream in streams:
        os.close(stream)
    for thread in threads:
        thread.join()
    return code, *(b"".join(kept) for kept in written)


def tell(name, wrong):
    print(f"{'FAILED' if wrong else 'ok'} {name}")
    if wrong:
        print(f"  {wrong}")
    return not wrong


def coloured(folder):
    run(folder, ["search", "printer"])
    rows = [(command, row) for command in COMMANDS for row in COLOUR]
    rows += [(["show", "no-such-article"], row) for row in FAILURES]
    is_good = True
    for command, (place, variables, flags, wanted) in rows:
        is_failure = command[-1] == "no-such-article"
        streams = {"err": place} if is_failure else {"out": place}
        code, out, err = run(folder, command + flags, variables=variables, **streams)
        text = err if is_failure else out
        settings = " ".join([f"{key}={value}" for key, value in variables.items()] + flags)
        name = f"colour {'on' if wanted else 'off'}: kb {' '.join(command)} to a {place} {settings}"
        wrong = ""
        if code == 2 and not is_failure or not text.strip():
            wrong = f"exit {code}, wrote {out[:200]!r} {err[:300]!r}"
        elif (b"\x1b" in text) != wanted:
            wrong = f"wrote {text[:300]!r}"
        elif is_failure and b"\x1b" in out or not is_failure and b"\x1b" in err:
            wrong = f"coloured the other stream: {out[:200]!r} {err[:300]!r}"
        is_good &= tell(name.rstrip(), wrong)
    return is_good


def paged(folder):
    """Long output goes to the user's pager, and to no other program."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "config", "core.pager", "touch canary"], check=True)
    is_good = True
    show = ["show", "good"]
    for name, variables, flags, wanted in [
        ("KB_PAGER shows the output", {"KB_PAGER": "sed 's/^/|/'"}, [], b"|"),
        ("PAGER does", {"KB_PAGER": None, "PAGER": "sed 's/^/+/'"}, [], b"+"),
        ("a pager that ends early is no failure", {"KB_PAGER": "head -1"}, [], b"Restart"),
        ("a pager that is not there is no crash", {"KB_PAGER": "no-such-pager"}, [], b""),
        ("--no-pager starts none", {"KB_PAGER": "touch canary"}, ["--no-pager"], b"Restart"),
        ("core.pager of a repository is not asked", {"KB_PAGER": "cat"}, [], b"Restart"),
    ]:
        code, out, err = run(folder, show + flags, out=TERMINAL, variables=variables)
        text = OWN_COLOUR.sub("", out.decode()).encode()
        is_right = code == 0 and text.startswith(wanted)
        is_right &= not pathlib.Path(folder, "canary").exists()
        is_good &= tell(f"pager: {name}", "" if is_right else f"exit {code}, {out[:200]!r} {err!r}")
    code, out, _ = run(folder, show, out=PIPE, variables={"KB_PAGER": "touch canary"})
    is_right = code == 0 and not pathlib.Path(folder, "canary").exists()
    return tell("pager: none for a pipe", "" if is_right else f"exit {code}, {out[:200]!r}") and is_good


def harmless(folder):
    run(folder, ["search", "printer"])
    is_good = True
    for number, command in enumerate(HOSTILE_COMMANDS, 1):
        shown = " ".join(command).encode("unicode_escape").decode()[:40]
        for place, flags in [(TERMINAL, []), (TERMINAL, ["--color", "never"]), (PIPE, [])]:
            variables = {"TERM_PROGRAM": "WezTerm"}
            code, *written = run(folder, command + flags, place, place, variables)
            wrong = "" if code in (0, 1, 2) else f"exit {code}"
            total = b"".join(written).decode("utf-8", "surrogateescape")
            if place == TERMINAL:
                total = total.replace("\r\n", "\n")
            if place == TERMINAL:
                total = OWN_LINK.sub("", total)
            if place == TERMINAL and not flags:
                total = OWN_COLOUR.sub("", total)
            found = NEVER_SHOWN.search(total)
            if found:
                wrong = f"shows {total[max(0, found.start() - 60):found.end() + 40]!r}"
            elif any("\udc80" <= character <= "\udcff" for character in total):
                wrong = "writes what is not UTF-8"
            elif not total.strip():
                wrong = f"exit {code} and wrote nothing"
            name = f"harmless {number}: kb {shown} to a {place} {' '.join(flags)}"
            is_good &= tell(name.rstrip(), wrong)
    return is_good


def library(folder, files):
    for path, text in files.items():
        file = pathlib.Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def main():
    with tempfile.TemporaryDirectory() as folder:
        library(folder, {"kb.toml": 'name = "test"\n', "kb/good.md": ARTICLE})
        is_good = coloured(folder)
        is_good &= paged(folder)
    with tempfile.TemporaryDirectory() as folder:
        bad_config = f'name = "x"\n"colou{IN_YAML}" = 1\n'.replace("\\x", "\\u00")
        library(folder, {"kb.toml": 'name = "test"\n', "hostile.toml": bad_config, **HOSTILE})
        is_good &= harmless(folder)
    return 0 if is_good else 1


sys.exit(main())
