"""A terminal that a program runs at: keys in, a screen out, and how the program left it."""
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time

import pyte

PATIENCE = 30.0
ESCAPE, ENTER, TAB, DOWN, END = "\x1b", "\r", "\t", "\x1b[B", "\x1b[F"


def control(letter):
    return chr(ord(letter) & 0x1f)


class PseudoTerminal:
    """Runs `command` in `folder` at a terminal of `size`, columns and lines.

    Standard output goes to the terminal too, unless it `is_captured`.
    """

    def __init__(self, command, folder, variables, size=(120, 30), is_captured=False):
        self.ours, self.theirs = os.openpty()
        self.raw = b""
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.size = size
        self._set_size(size)
        self.before = termios.tcgetattr(self.theirs)
        out = subprocess.PIPE if is_captured else self.theirs
        self.process = subprocess.Popen(
            command, stdin=self.theirs, stdout=out, stderr=self.theirs, cwd=folder, env=variables,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def _set_size(self, size):
        columns, lines = size
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def resize(self, columns, lines):
        self._set_size((columns, lines))
        self.screen.resize(max(lines, 1), max(columns, 1))
        self.screen.reset()

    def press(self, keys):
        os.write(self.ours, keys.encode())

    def pump(self, seconds):
        """Shows what comes within `seconds`; false if nothing did."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return False
        read = os.read(self.ours, 65536)
        self.raw += read
        self.stream.feed(read)
        return True

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, is_there):
        """Waits until the screen is as wanted; false if it never is."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if is_there(self.text()):
                return True
            self.pump(0.05)
        return False

    def shows(self, words):
        return self.until(lambda text: words in text)

    def signal(self, number):
        os.kill(self.process.pid, number)

    def end(self):
        """Waits for the program: its code (below 0 for a signal), and what was captured."""
        captured = b""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.pump(0.05)
        if self.process.poll() is None:
            self.process.kill()
        if self.process.stdout:
            captured = self.process.stdout.read()
        code = self.process.wait()
        while self.pump(0.05):
            pass
        return code, captured

    def left_behind(self):
        """What of the terminal is not as it was; nothing if all is."""
        wrong = []
        if termios.tcgetattr(self.theirs) != self.before:
            wrong.append("its modes")
        for name, on, off in [("screen", b"\x1b[?1049h", b"\x1b[?1049l"),
                              ("pasting", b"\x1b[?2004h", b"\x1b[?2004l")]:
            if self.raw.rfind(on) > self.raw.rfind(off):
                wrong.append(name)
        if self.raw.rfind(b"\x1b[?25l") > self.raw.rfind(b"\x1b[?25h"):
            wrong.append("cursor")
        return wrong

    def after_leaving(self):
        """What was written once the screen was given back."""
        return re.split(b"\x1b\\[\\?1049l", self.raw)[-1].decode(errors="replace")

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self.ours)
        os.close(self.theirs)
