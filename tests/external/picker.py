"""`kb search -i` at a real pseudo-terminal: what it shows, what it does, and what it leaves."""
import base64
import os
import pathlib
import re
import signal
import stat
import subprocess
import sys
import tempfile

from pseudo_terminal import DOWN, END, ENTER, ESCAPE, TAB, PseudoTerminal, control

KB = str(pathlib.Path(sys.argv[1]).resolve())
PLACE = "kb/clock.md:7"
ARTICLES = {
    "kb.toml": 'name = "test"\n',
    "kb/clock.md": "---\ntitle: Stop the clock\nauthors: [Ada Example]\nlicense: CC-BY-4.0\n---\n\n"
                   "## Answer\n\nStop the clock while you wait for the customer.\n",
    "kb/printer.md": "---\ntitle: Restart the printer\n---\n\n## Answer\n\nOff, then on. 日本語 👩‍💻\n",
    "kb/evil.md": '---\ntitle: "Hostile \\e]52;c;aGFja2Vk\\a title"\n---\n\n'
                  "## Answer \u202e\n\nHostile \x1b]52;c;aGFja2Vk\x07 \x9b2J text.\n",
}
COLOUR = re.compile(rb"\x1b\[(?:38;|48;|3[0-7]m|4[0-7]m)")
failed = []


def tell(name, wrong=""):
    print(f"{'FAILED' if wrong else 'ok'} picker: {name}")
    if wrong:
        failed.append(name)
        print(f"  {wrong}")


def open_at(folder, arguments=(), variables=None, command=None, **options):
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "TERM": "xterm-256color",
                   "KB_PAGER": "", "LC_ALL": "C.UTF-8", **(variables or {})}
    command = command or [KB, "search", "-i", *arguments]
    return PseudoTerminal(command, folder, environment, **options)


def scene(name, act):
    """Runs `act` in a library of its own; what it returns is what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in ARTICLES.items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        subprocess.run([KB, "index"], cwd=folder, check=True, capture_output=True)
        opened = []

        def start(*arguments, **options):
            opened.append(open_at(folder, arguments, **options))
            return opened[-1]
        try:
            wrong = act(start, folder)
        except OSError as error:
            wrong = repr(error)
        for terminal in opened:
            left = terminal.left_behind()
            if not wrong and left:
                wrong = f"leaves behind: {', '.join(left)}"
            if wrong:
                wrong = f"{wrong}\n{terminal.text()}"
            terminal.close()
        tell(name, wrong)


def chooses(start, _):
    terminal = start()
    if not terminal.shows("type what you look for"):
        return "does not begin"
    terminal.press("clock")
    if not terminal.shows("Stop the clock while you wait"):
        return "does not search as one types"
    terminal.press(ENTER)
    code, _ = terminal.end()
    said = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", terminal.after_leaving()).strip()
    return "" if (code, said) == (0, PLACE) else f"exit {code}, said {said!r}"


def is_captured(start, _):
    terminal = start("clock", is_captured=True)
    if not terminal.shows("Stop the clock while you wait"):
        return "draws nothing"
    terminal.press(ENTER)
    code, out = terminal.end()
    return "" if (code, out) == (0, f"{PLACE}\n".encode()) else f"exit {code}, wrote {out!r}"


def leaves(start, _):
    terminal = start("clock")
    terminal.shows("Stop the clock while you wait")
    terminal.press(ESCAPE)
    code, _ = terminal.end()
    said = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", terminal.after_leaving()).strip()
    return "" if (code, said) == (1, "") else f"exit {code}, said {said!r}"


def moves(start, _):
    terminal = start("answer")
    if not terminal.shows("1/3 of 3 articles"):
        return "does not find all"
    terminal.press(DOWN)
    if not terminal.shows("2/3 of 3 articles"):
        return "does not go down"
    terminal.press(END)
    if not terminal.shows("3/3 of 3 articles"):
        return "does not go to the end"
    terminal.press(control("u"))
    if not terminal.shows("type what you look for"):
        return "does not clear"
    terminal.press(ESCAPE)
    terminal.end()
    return ""


def edits(start, folder):
    script = pathlib.Path(folder, "editor")
    script.write_text('#!/bin/sh\n[ -t 1 ] && t=terminal\nprintf "%s %s %s\\n" "$1" "$KB_LINE" "$t" '
                      '> edited\nprintf "typewriter\\n" >> "$1"\nstty -a > modes\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    terminal = start("clock", variables={"EDITOR": str(script)}, is_captured=True)
    terminal.shows("Stop the clock while you wait")
    terminal.press(control("o"))
    if not terminal.until(lambda text: "typewriter" in text):
        return "does not show what the editor wrote"
    terminal.press(control("u") + "typewriter")
    if not terminal.shows("> Stop the clock"):
        return "does not find what the editor wrote"
    terminal.press(ESCAPE)
    code, out = terminal.end()
    edited = pathlib.Path(folder, "edited").read_text().split()
    file = str(pathlib.Path(folder, "kb/clock.md").resolve())
    if (code, out) != (1, b"") or edited != [file, "7", "terminal"]:
        return f"exit {code}, wrote {out!r}, edited {edited}"
    modes = pathlib.Path(folder, "modes").read_text()
    return "" if " icanon" in modes and " echo " in modes else "the editor finds raw modes"


def copies(start, _):
    terminal = start("clock")
    terminal.shows("Stop the clock while you wait")
    terminal.press(TAB)
    if not terminal.shows("sent to the clipboard: " + PLACE):
        return "does not say what it copied"
    terminal.press("\x1bc")
    if not terminal.shows("Ada Example"):
        return "does not copy the credit"
    terminal.press(ESCAPE)
    terminal.end()
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.raw)
    copied = [base64.b64decode(text).decode() for text in copied]
    if len(copied) != 2 or copied[0] != PLACE or "by Ada Example" not in copied[1]:
        return f"copied {copied}"
    return ""


def pastes(start, _):
    terminal = start()
    terminal.shows("type what you look for")
    terminal.press("\x1b[200~stop the\nclock\x1b[201~")
    if not terminal.shows("> stop the clock"):
        return "does not take what is pasted"
    terminal.press(ESCAPE)
    code, _ = terminal.end()
    return "" if code == 1 else f"exit {code}"


def resizes(start, _):
    terminal = start("clock")
    terminal.shows("│")
    for columns, lines in [(60, 20), (1, 1), (3, 2), (20, 5), (0, 0)]:
        terminal.resize(columns, lines)
        if columns >= 20 and not terminal.shows("> clock"):
            return f"{columns}x{lines} shows nothing"
        terminal.pump(0.3)
    terminal.resize(150, 40)
    if not terminal.until(lambda text: "│" in text and "Stop the clock while" in text):
        return "does not recover"
    terminal.press(ENTER)
    code, _ = terminal.end()
    return "" if code == 0 else f"exit {code}"


def is_killed(number):
    def act(start, _):
        terminal = start("clock")
        terminal.shows("Stop the clock while you wait")
        terminal.signal(number)
        code, _ = terminal.end()
        return "" if code == -number else f"ended with {code}"
    return act


def is_interrupted(start, _):
    terminal = start("clock")
    terminal.shows("Stop the clock while you wait")
    terminal.press(control("c"))
    code, _ = terminal.end()
    return "" if code == -signal.SIGINT else f"ended with {code}"


def stops(start, folder):
    # Only a shell that minds its jobs can have one stopped.
    script = f'set -m; {KB} search -i clock; stty -a > modes; echo stopped; fg; echo "ended $?"'
    terminal = start(command=["bash", "-c", script])
    terminal.shows("Stop the clock while you wait")
    terminal.press(control("z"))
    if not terminal.until(lambda _: b"stopped" in terminal.raw):
        return "does not stop"
    modes = pathlib.Path(folder, "modes")
    terminal.until(lambda _: modes.exists() and modes.read_text())
    if " icanon" not in modes.read_text():
        return "stops with raw modes"
    if not terminal.shows("Stop the clock while you wait"):
        return "does not draw again"
    terminal.press(ESCAPE)
    terminal.end()
    return "" if b"ended 1" in terminal.raw else f"ended {terminal.raw[-80:]!r}"


def is_harmless(start, _):
    terminal = start("hostile")
    if not terminal.shows("Hostile \\u{1b}]52;c;"):
        return "does not spell it out"
    terminal.press("\x1b[6~" + TAB + ESCAPE)
    terminal.end()
    text = terminal.raw.decode("utf-8", "surrogateescape")
    if "\x1b]52;c;aGFja2Vk" in text or re.search("[\x80-\x9f\u202e]", text):
        return "what an article says reaches the terminal"
    return ""


def has_colour(variables, wanted):
    def act(start, _):
        terminal = start("clock", variables=variables)
        terminal.shows("Stop the clock while you wait")
        terminal.press(ESCAPE)
        terminal.end()
        return "" if bool(COLOUR.search(terminal.raw)) == wanted else "it is otherwise"
    return act


def is_plain(variables, **options):
    def act(start, _):
        terminal = start("clock", variables=variables, **options)
        code, _ = terminal.end()
        if code != 0 or b"no terminal for" not in terminal.raw or b"?1049h" in terminal.raw:
            return f"exit {code}, wrote {terminal.raw!r}"
        return ""
    return act


def main():
    scene("Enter prints the place of the hit", chooses)
    scene("what is chosen can be captured", is_captured)
    scene("Escape leaves without a word", leaves)
    scene("keys move through the hits and clear the line", moves)
    scene("an editor gets the file at its line, the terminal as it was, and is waited for", edits)
    scene("places and credits reach the clipboard", copies)
    scene("a pasted line end chooses nothing", pastes)
    scene("every size is drawn on", resizes)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        scene(f"{number.name} finds the terminal given back", is_killed(number))
    scene("Ctrl-C ends it as a signal does", is_interrupted)
    scene("Ctrl-Z stops it with the terminal given back, and fg goes on", stops)
    scene("nothing of an article steers the terminal", is_harmless)
    scene("there is colour", has_colour({}, True))
    scene("NO_COLOR has none", has_colour({"NO_COLOR": "1"}, False))
    scene("a dumb terminal gets the plain answer", is_plain({"TERM": "dumb"}))
    return 1 if failed else 0


sys.exit(main())
