"""What reading history costs: shares of git's own walk, and of the first one of kb.

Usage: python3 benches/history.py path/to/kb path/to/clone [rounds]

The clone is a git repository with many Markdown files and a long history, such as
alphagov/govuk-developer-docs, ethereum/EIPs or MicrosoftDocs/cpp-docs. Nothing in it is changed:
all runs are in a copy. What history costs is what `kb stale` takes beyond the same command in the
same copy with its history cut off at the commit that is checked out. Every figure is CPU time,
taken in turn with its peer after one round that is not counted, and printed as the median of the
rounds; memory is the highest resident set of a first walk, which counts pages of packs that the
kernel would give up.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

KB, CLONE = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve())
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 9
NEW = 20


def run(command, folder):
    """CPU seconds and resident MiB of a command that ends as it should."""
    with open(os.devnull, "rb") as nothing:
        child = subprocess.Popen(command, cwd=folder, stdin=nothing, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE)
        said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}: {said.decode(errors='replace')}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


class Copy:
    """A copy of the clone, in the state that a run needs."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(CLONE, folder, symlinks=True)
        git(folder, "status", "--short")
        git(folder, "checkout", "-q", "--detach")
        self.git = pathlib.Path(folder) / ".git"
        self.head = git(folder, "rev-parse", "HEAD")
        self.older = self.before()
        self.kept(None)
        self.at(self.older)
        self.stale()
        shutil.copytree(self.git / "kb", self.git / "kb.older")
        self.at(self.head)
        self.kept(None)
        self.stale()
        shutil.copytree(self.git / "kb", self.git / "kb.whole")

    def before(self):
        """The nearest first parent of a first parent that lacks so many commits."""
        for commit in git(self.folder, "rev-list", "--first-parent", "HEAD").splitlines():
            self.new = int(git(self.folder, "rev-list", "--count", f"{commit}..HEAD"))
            if self.new >= NEW:
                return commit
        sys.exit(f"there are not {NEW} commits")

    def at(self, commit):
        """Moves HEAD and nothing else."""
        git(self.folder, "update-ref", "--no-deref", "HEAD", commit)

    def kept(self, which):
        """Puts what was kept in the place where it is looked for, or nothing."""
        shutil.rmtree(self.git / "kb", ignore_errors=True)
        if which:
            shutil.copytree(self.git / which, self.git / "kb")

    def stale(self):
        return run([KB, "stale"], self.folder)

    def without_history(self):
        self.kept(None)
        (self.git / "shallow").write_text(self.head + "\n")
        took, _ = self.stale()
        (self.git / "shallow").unlink()
        return took

    def with_kept(self, which):
        self.kept(which)
        return self.stale()


def main():
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(str(pathlib.Path(folder) / "copy"))
        full, new, again, memory = [], [], [], []
        for number in range(ROUNDS + 1):
            peer, _ = run(["git", "log", "--no-renames", "--name-only"], copy.folder)
            bare = copy.without_history()
            first, resident = copy.with_kept(None)
            few, _ = copy.with_kept("kb.older")
            nothing, _ = copy.with_kept("kb.whole")
            if number > 0:
                full.append((first - bare) / peer)
                new.append((few - bare) / (first - bare))
                again.append((nothing - bare) / (first - bare))
                memory.append(resident)
        size = sum(file.stat().st_size for file in (copy.git / "kb.whole").glob("*")) / 2**20
        commits = git(copy.folder, "rev-list", "--count", "HEAD")
        print(f"{pathlib.Path(CLONE).name}, {commits} commits, {size:.1f} MiB kept")
        show("first walk", full, "`git log --no-renames --name-only`", 2)
        show(f"{copy.new} new commits", new, "the first walk", 0.05)
        show("nothing new", again, "the first walk", 0.02)
        print(f"first walk: {max(memory):.0f} MiB resident, aim 260")


def show(name, ratios, peer, most):
    median, low, high = statistics.median(ratios), min(ratios), max(ratios)
    print(f"{name}: CPU {median:.3f} ({low:.3f} to {high:.3f}) of {peer}, aim {most:.2f}")


main()
