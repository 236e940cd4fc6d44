"""How long `kb search -i` takes from a key to the last byte of its frame.

Usage: python3 benches/picker.py path/to/kb path/to/library [rounds]

Types queries key by key at a pseudo-terminal of 120 by 40, each key once the frame of the last has
come, and looks at every article too (arrows). A frame has come when nothing follows within 40 ms;
what is counted is the time to its last byte. Prints median, 95th percentile and the longest, in
milliseconds, with the CPU that each key took: on a busy machine only the latter can be trusted.
Nothing in the library is changed.
"""
import fcntl
import os
import pathlib
import pty
import select
import statistics
import struct
import sys
import termios
import time

KB, LIBRARY = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve())
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
QUIET = 0.04
QUERIES = ["how do we restart the service after an incident", "change approval for a database",
           "password reset", "backup restore failed", "certificate renewal"]
TICK = os.sysconf("SC_CLK_TCK")


def frame(end):
    """Seconds until the last byte that comes, and how many bytes; reads until all is quiet."""
    began, last, size = time.perf_counter(), 0.0, 0
    wait = 5.0
    while select.select([end], [], [], wait)[0]:
        read = os.read(end, 65536)
        last, size, wait = time.perf_counter() - began, size + len(read), QUIET
    return last, size


def cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def main():
    pid, end = pty.fork()
    if pid == 0:
        os.chdir(LIBRARY)
        os.execve(KB, [KB, "search", "-i"], {**os.environ, "TERM": "xterm-256color"})
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    deadline = time.monotonic() + 300
    seen = b""
    while b"type what you look for" not in seen and time.monotonic() < deadline:
        if select.select([end], [], [], 1)[0]:
            seen += os.read(end, 65536)
    times = {"letters": [], "arrows": []}
    spent = {"letters": 0.0, "arrows": 0.0}
    for _ in range(ROUNDS):
        for query in QUERIES:
            for kind, keys in [("letters", list(query)), ("arrows", ["\x1b[B"] * 20)]:
                before = cpu(pid)
                for key in keys:
                    os.write(end, key.encode())
                    times[kind].append(frame(end)[0] * 1000)
                spent[kind] += cpu(pid) - before
            os.write(end, b"\x15")
            frame(end)
    os.write(end, b"\x1b")
    try:
        frame(end)
    except OSError:
        pass  # The other end of a terminal is closed.
    os.waitpid(pid, 0)
    print("keys     count  median    p95    max   CPU a key (ms)")
    for kind, took in times.items():
        p95 = statistics.quantiles(took, n=20)[18]
        print(f"{kind:8} {len(took):5} {statistics.median(took):7.1f} {p95:6.1f} {max(took):6.1f}"
              f" {spent[kind] / len(took) * 1000:10.1f}")


main()
