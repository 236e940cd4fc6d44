"""Runs what `kb init --ci` writes, and our own action, for real: against a local repository.

`curl` is replaced by a program that copies from a folder which stands for the release; git, tar,
sha256sum, the shells and kb are real. For the job of docs/ci.md that keeps issues, kb and gh are
replaced too. What a forge does beside running steps is not proven here.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import yaml

KB = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
VERSION = subprocess.run([KB, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
ARCHIVE = f"kb-v{VERSION}-x86_64-unknown-linux-gnu.tar.gz"
IS_GOOD = True
# The last argument is the address, the one after --output the file.
CURL = """#!/bin/sh
set -eu
for word; do address=$word; done
while [ "$1" != --output ]; do shift; done
case $address in */releases/download/v{version}/*) ;; *) echo "no such address: $address" >&2; exit 22;; esac
cp "{release}/${{address##*/}}" "$2" || exit 22
"""

# What it is asked is written down; one issue is open, and one that no owner has any longer.
GH = """#!/bin/sh
echo "$*" >> "{calls}"
case $1-$2 in issue-list) printf '%s' '{issues}';; esac
"""


def tell(name, wrong=""):
    global IS_GOOD
    IS_GOOD &= not wrong
    print(f"{'FAILED' if wrong else 'ok'} {name}")
    if wrong:
        print(f"  {wrong}")


def article(title, body="", license="CC-BY-4.0"):
    return (f"---\ntitle: {title}\ntype: definition\nsummary: What it is.\nauthors: [A. Author]\n"
            f"license: {license}\nterm: {title}\nsenses: [{{text: A sense, source: Example}}]\n---\n\n"
            f"## In practice\n\nThe {title}. {body}\n\n## Example and counter-example\n\nAn example.\n")


class Case:
    """A repository with a fault that is older than the change, and a release to download."""

    def __init__(self, base, folder="."):
        self.base, self.repository, self.folder = base, base / "repository", folder
        self.release, self.programs = base / "release", base / "programs"
        self.place = self.repository / folder
        (self.place / "kb").mkdir(parents=True)
        (self.place / "kb.toml").write_text('name = "test"\n')
        (self.place / "kb/old.md").write_text(article("Old", license="nobody knows"))
        self.git("init", "-q", "-b", "main")
        self.commit("before")
        self.release.mkdir()
        with tarfile.open(self.release / ARCHIVE, "w:gz") as archive:
            archive.add(KB, "kb")
        self.sum = hashlib.sha256((self.release / ARCHIVE).read_bytes()).hexdigest()
        (self.release / "SHA256SUMS").write_text(f"{'0' * 64}  other.tar.gz\n{self.sum}  {ARCHIVE}\n")
        self.programs.mkdir()
        (self.programs / "curl").write_text(CURL.format(version=VERSION, release=self.release))
        (self.programs / "curl").chmod(0o755)

    def environment(self, **more):
        return {"PATH": f"{self.programs}:{os.environ['PATH']}", "HOME": str(self.base),
                "GIT_CONFIG_NOSYSTEM": "1", **more}

    def git(self, *arguments):
        identity = ["-c", "user.name=A. Author", "-c", "user.email=author@example.org"]
        ran = subprocess.run(["git", "-C", self.repository, *identity, *arguments], text=True,
                             check=True, capture_output=True, env=self.environment())
        return ran.stdout.strip()

    def commit(self, message):
        self.git("add", ".")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def init(self, *arguments):
        subprocess.run([KB, "-C", self.place, "init", *arguments], check=True,
                       capture_output=True, env=self.environment())
        return self.commit("checks")

    def change(self, name, text):
        (self.place / "kb" / name).write_text(text)
        self.commit("change")

    def shell(self, command, script, variables):
        file = self.base / "step"
        file.write_text(script)
        ran = subprocess.run([*command, file], cwd=self.repository, env=variables, text=True,
                             capture_output=True, check=False, stdin=subprocess.DEVNULL)
        return ran.returncode, ran.stdout + ran.stderr

    def run_github(self, steps, variables, expressions):
        """The exit code and the output of the steps, in order, until one fails."""
        path_file, summary = self.base / "path", self.base / "summary"
        path_file.write_text("")
        summary.write_text("")
        said, code = "", 0
        for step in steps:
            added = path_file.read_text().split()
            here = self.environment(GITHUB_ACTIONS="true", GITHUB_PATH=str(path_file),
                                    GITHUB_STEP_SUMMARY=str(summary),
                                    GITHUB_WORKSPACE=str(self.repository))
            here["PATH"] = ":".join([*reversed(added), here["PATH"]])
            given = {**variables, **step.get("env", {})}
            here.update({name: expand(value, expressions) for name, value in given.items()})
            strict = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
            code, output = self.shell(strict if "shell" in step else ["bash", "-e"], step["run"], here)
            said += output
            if code:
                break
        return code, said, summary.read_text()


def expand(value, expressions):
    return re.sub(r"\$\{\{ *([^ }]+) *\}\}", lambda found: expressions[found[1]], value)


def workflow(case, base):
    job = yaml.safe_load((case.repository / ".github/workflows/kb.yml").read_text())["jobs"]["check"]
    steps = [step for step in job["steps"] if "run" in step]
    return case.run_github(steps, job["env"], {"github.event.pull_request.base.sha": base})


def action(case, base, **inputs):
    told = yaml.safe_load((ROOT / "action.yml").read_text())
    values = {f"inputs.{name}": given.get("default", "") for name, given in told["inputs"].items()}
    values.update({"inputs.version": VERSION, "inputs.folder": case.folder, "inputs.changed-since": base})
    values.update({f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()})
    return case.run_github(told["runs"]["steps"], {}, values)


def gitlab(case, base):
    job = yaml.safe_load((case.repository / ".gitlab/kb.gitlab-ci.yml").read_text())["kb"]
    variables = case.environment(CI_PROJECT_DIR=str(case.repository), GITLAB_CI="true",
                                 CI_MERGE_REQUEST_DIFF_BASE_SHA=base, **job["variables"])
    # A runner puts both into one script.
    script = "\n".join([*job["before_script"], *job["script"]])
    code, said = case.shell(["sh", "-e"], script, variables)
    report = case.repository / "gl-code-quality-report.json"
    report = json.loads(report.read_text()) if report.exists() else None
    return code, said, report


def stale_job():
    """The steps of the job of docs/ci.md that keeps an issue for each owner."""
    page = (ROOT / "docs/ci.md").read_text()
    [job] = re.findall(r"```yaml\n(name: stale\n.*?)```", page, re.DOTALL)
    return [step for step in yaml.safe_load(job)["jobs"]["stale"]["steps"] if "run" in step]


def digests(case, kb):
    """What that job asks of the forge, where kb is `kb`."""
    calls, issues = case.base / "calls", [
        {"number": 7, "title": "Articles to look at: ada"},
        {"number": 8, "title": "Articles to look at: bob"}]
    calls.write_text("")
    for name, script in {"kb": kb, "gh": GH.format(calls=calls, issues=json.dumps(issues))}.items():
        (case.programs / name).write_text(script)
        (case.programs / name).chmod(0o755)
    code, said, _ = case.run_github(stale_job(), {}, {"github.token": "none"})
    asked = [" ".join(call.split()[:3]) for call in calls.read_text().splitlines()]
    return code, said, [call for call in asked if call.startswith("issue") and "list" not in call]


def kept(case):
    markers = "<!-- kb-stale: ada -->\\n\\n<!-- kb-stale: cyd -->\\n"
    code, said, asked = digests(case, f"#!/bin/sh\nprintf '{markers}'\n")
    wanted = ["issue edit 7", "issue create --label", "issue close 8"]
    return wrong_if(code, said, 0) or ("" if asked == wanted else f"asked {asked}: {said}")


def settled(case):
    code, said, asked = digests(case, "#!/bin/sh\n")
    wanted = ["issue close 7", "issue close 8"]
    return wrong_if(code, said, 0) or ("" if asked == wanted else f"asked {asked}: {said}")


def untouched(case):
    code, said, asked = digests(case, "#!/bin/sh\nexit 2\n")
    return wrong_if(code, said, 2) or (f"asked {asked}: {said}" if asked else "")


def wrong_if(code, said, wanted, words=(), absent=()):
    missing = [word for word in words if word not in said]
    there = [word for word in absent if word in said]
    if code == wanted and not missing and not there:
        return ""
    return f"ended with {code}, lacks {missing}, has {there}:\n{said}"


def good(case, run, *init):
    base = case.init(*init)
    case.change("new.md", article("New"))
    code, said, _ = run(case, base)
    return wrong_if(code, said, 0, absent=["kb/old.md"])


def bad(case, run, *init, words=()):
    base = case.init(*init)
    case.change("new.md", article("New", "See [it](nowhere.md)."))
    code, said, _ = run(case, base)
    return wrong_if(code, said, 1, ["kb/new.md", *words], ["kb/old.md"])


def annotated(case):
    base = case.init("--ci", "github")
    case.change("new.md", article("New", "See [it](nowhere.md)."))
    code, said, summary = workflow(case, base)
    wrong = wrong_if(code, said, 1, ["::error", "file=kb/new.md"])
    return wrong or ("" if "new.md" in summary else f"the summary does not name it: {summary}")


def reported(case):
    base = case.init("--ci", "gitlab")
    case.change("new.md", article("New", "See [it](nowhere.md)."))
    _, said, report = gitlab(case, base)
    paths = {entry["location"]["path"] for entry in report or []}
    return "" if paths == {"kb/new.md"} else f"the report names {paths}: {said}"


def pinned(case, run, is_right):
    base = case.init("--ci", run.__name__.replace("workflow", "github"), "--sha256",
                     case.sum if is_right else "0" * 64)
    # What lies beside the archive has no say.
    (case.release / "SHA256SUMS").write_text(f"{case.sum if not is_right else '0' * 64}  {ARCHIVE}\n")
    code, said, _ = run(case, base)
    return wrong_if(code, said, 0 if is_right else 1, ["OK" if is_right else "FAILED"])


def refused(case, run, spoil):
    base = case.init("--ci", run.__name__.replace("workflow", "github"))
    spoil(case)
    code, said, _ = run(case, base)
    return "" if code else f"it went on: {said}"


def absent(case):
    (case.release / ARCHIVE).unlink()


def unlisted(case):
    (case.release / "SHA256SUMS").write_text(f"{case.sum}  other.tar.gz\n")


def altered(case):
    (case.release / ARCHIVE).write_bytes(b"something else")


def shellcheck(name, script):
    ran = subprocess.run(["shellcheck", "-s", name, "-"], input=script, text=True,
                         capture_output=True, check=False)
    return "" if ran.returncode == 0 else ran.stdout


def scripts():
    """Every script for a shell in our workflows, our action and the templates."""
    for path in [*ROOT.glob(".github/workflows/*.yml"), ROOT / "templates/ci/github/workflow.yml"]:
        for job, told in yaml.safe_load(path.read_text())["jobs"].items():
            for number, step in enumerate(told["steps"]):
                if "run" in step:
                    yield f"{path.relative_to(ROOT)} {job} {number}", "bash", step["run"]
    for number, step in enumerate(yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]):
        yield f"action.yml {number}", "bash", step["run"]
    job = yaml.safe_load((ROOT / "templates/ci/gitlab/kb.gitlab-ci.yml").read_text())["kb"]
    yield "docs/ci.md stale", "bash", stale_job()[0]["run"]
    yield "the job of GitLab", "sh", "\n".join([*job["before_script"], *job["script"]])


CASES = {
    "GitHub: a sound change passes, an old fault is not held against it":
        lambda case: good(case, workflow, "--ci", "github"),
    "GitHub: a fault of the change fails": lambda case: bad(case, workflow, "--ci", "github"),
    "GitHub: it is an annotation and in the summary": annotated,
    "GitHub: the sum that is named lets the archive in": lambda case: pinned(case, workflow, True),
    "GitHub: another sum keeps it out": lambda case: pinned(case, workflow, False),
    "GitHub: no release, no check": lambda case: refused(case, workflow, absent),
    "GitHub: an archive that is not listed is refused": lambda case: refused(case, workflow, unlisted),
    "GitHub: an altered archive is refused": lambda case: refused(case, workflow, altered),
    "action: a sound change passes": lambda case: good(case, action, "--ci", "github"),
    "action: a fault of the change fails": lambda case: bad(case, action, "--ci", "github"),
    "action: without a commit to compare with, everything is checked":
        lambda case: wrong_if(*action(case, "")[:2], 1, ["kb/old.md"]),
    "action: another sum keeps the archive out":
        lambda case: wrong_if(*action(case, "", sha256="0" * 64)[:2], 1, ["FAILED"]),
    "GitLab: a sound change passes, an old fault is not held against it":
        lambda case: good(case, gitlab, "--ci", "gitlab"),
    "GitLab: a fault of the change fails": lambda case: bad(case, gitlab, "--ci", "gitlab"),
    "GitLab: it is in the report": reported,
    "GitLab: the sum that is named lets the archive in": lambda case: pinned(case, gitlab, True),
    "GitLab: another sum keeps it out": lambda case: pinned(case, gitlab, False),
    "GitLab: no release, no check": lambda case: refused(case, gitlab, absent),
    "GitLab: an altered archive is refused": lambda case: refused(case, gitlab, altered),
    "issues: each owner has one, and what nobody has is closed": kept,
    "issues: where nothing is to do all are closed": settled,
    "issues: none is touched where kb fails": untouched,
}
IN_A_FOLDER = {
    "GitHub: a library in a folder, told from the root of the repository":
        lambda case: bad(case, workflow, "--ci", "github", words=["file=docs/it/kb/new.md"]),
    "GitLab: a library in a folder": lambda case: bad(case, gitlab, "--ci", "gitlab"),
    "action: a library in a folder": lambda case: bad(case, action, "--ci", "github"),
}

for name, case in [*CASES.items(), *IN_A_FOLDER.items()]:
    base = pathlib.Path(tempfile.mkdtemp())
    try:
        tell(name, case(Case(base, "docs/it" if name in IN_A_FOLDER else ".")))
    except (OSError, KeyError, ValueError, subprocess.CalledProcessError) as error:
        tell(name, f"{error}: {getattr(error, 'stderr', '')}")
    finally:
        shutil.rmtree(base, ignore_errors=True)
for name, dialect, script in scripts():
    tell(f"shellcheck: {name}", shellcheck(dialect, script))
sys.exit(not IS_GOOD)
