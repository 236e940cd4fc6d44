"""Repositories that only git itself can make: of others, of other hashes, in part, and traps."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

KB = str(pathlib.Path(sys.argv[1]).resolve())
NOBODY = 65534
ARTICLE = ("---\ntitle: About a thing\ntype: definition\nsummary: What it means.\n"
           "authors: [A. Author]\nlicense: CC-BY-4.0\nterm: thing\n"
           "senses: [{text: A sense, source: Example}]\n---\n\n## In practice\n\nThe walrus.\n\n"
           "## Example and counter-example\n\nAn example.\n")
COMMANDS = [["search", "walrus"], ["check"], ["stale"], ["show", "thing"], ["list"],
            ["search", "walrus", "--at", "HEAD"], ["list", "--format", "json"], ["check", "--fix"]]


def run(program, folder, *arguments, home=None, uid=None, **more):
    """What a program does in a folder, with nothing of the user's own configuration."""
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", **more}
    if home:
        environment["HOME"] = str(home)
    extra = {"user": uid, "group": uid, "extra_groups": []} if uid else {}
    return subprocess.run([program, *arguments], cwd=folder, env=environment, timeout=60,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False, **extra)


def git(folder, *arguments, **more):
    identity = ["-c", "user.name=A. Author", "-c", "user.email=author@example.org",
                "-c", "protocol.file.allow=always"]
    ran = run("git", folder, *identity, *arguments, **more)
    if ran.returncode:
        raise RuntimeError(f"git {arguments}: {ran.stderr.decode()}")
    return ran.stdout.decode()


def repository(base, name="library", options=()):
    folder = base / name
    (folder / "kb").mkdir(parents=True)
    (folder / "kb.toml").write_text('name = "test"\n')
    (folder / "kb/thing.md").write_text(ARTICLE.replace("walrus", "whale"))
    git(folder, "init", "-q", "-b", "main", *options)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    (folder / "kb/thing.md").write_text(ARTICLE)
    git(folder, "commit", "-q", "-a", "-m", "second")
    return folder


def all_end(folder, code, words=(), commands=None, **more):
    """What is wrong, if not every command ends like this and says that."""
    for command in commands or COMMANDS:
        ran = run(KB, folder, *command, **more)
        said = (ran.stdout + ran.stderr).decode()
        if ran.returncode != code:
            return f"kb {' '.join(command)}: exit {ran.returncode}: {said[-300:]}"
        for word in words:
            if word not in said:
                return f"kb {' '.join(command)}: no `{word}` in {said[-300:]}"
    return ""


def set_up(folder, code, mend, **more):
    """What is wrong, if `kb config` does not end like this, with the line that mends it."""
    ran = run(KB, folder, "config", "--format", "json", **more)
    mends = [trouble["mend"] for trouble in json.loads(ran.stdout)["troubles"]]
    is_as_wanted = ran.returncode == code and mends == ([mend] if mend else [])
    return "" if is_as_wanted else f"kb config: {ran.returncode}, {mends}, and not {mend}"


def of_another_user(base):
    folder = repository(base)
    as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
    subprocess.run([*as_root, "chown", "-R", f"{NOBODY}:{NOBODY}", folder], check=True)
    try:
        line = f"git config --global --add safe.directory {folder}"
        wrong = all_end(folder, 2, ["another user owns it", line], home=base)
        wrong = wrong or set_up(folder, 2, line, home=base)
        if not wrong:
            git(folder, *line.split()[1:], home=base)
            wrong = all_end(folder, 0, home=base, commands=COMMANDS[:7])
        return wrong
    finally:
        subprocess.run([*as_root, "chown", "-R", f"{os.getuid()}", folder], check=True)


def overridden_by_the_repository(base):
    folder = repository(base)
    git(folder, "config", "safe.directory", "*")
    as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
    subprocess.run([*as_root, "chown", "-R", f"{NOBODY}:{NOBODY}", folder], check=True)
    try:
        return all_end(folder, 2, ["another user owns it"], home=base)
    finally:
        subprocess.run([*as_root, "chown", "-R", f"{os.getuid()}", folder], check=True)


def read_only(base):
    folder = repository(base)
    base.chmod(0o755)
    (base / ".gitconfig").write_text("[safe]\n\tdirectory = *\n")
    mend = f'sudo install -d -o "$(id -un)" {folder}/.git/kb'
    if os.getuid() == 0:
        wrong = all_end(folder, 0, home=base, uid=NOBODY, commands=COMMANDS[:7])
        noted = run(KB, folder, "search", "walrus", home=base, uid=NOBODY).stderr
        wrong = wrong or set_up(folder, 1, mend, home=base, uid=NOBODY)
    else:
        subprocess.run(["chmod", "-R", "a-w", folder], check=True)
        wrong = all_end(folder, 0, home=base, commands=COMMANDS[:7])
        wrong = wrong or set_up(folder, 1, mend, home=base)
        noted = run(KB, folder, "search", "walrus", home=base).stderr
        subprocess.run(["chmod", "-R", "u+w", folder], check=True)
    if not wrong and b"no index can be kept here" not in noted:
        wrong = f"it does not say that no index is kept: {noted}"
    return wrong or ("an index was kept" if (folder / ".git/kb").exists() else "")


def unreadable(base):
    """An article without permission is one line of output; the others are searched."""
    folder = repository(base)
    (folder / "kb/secret.md").write_text(ARTICLE.replace("walrus", "secret"))
    (folder / "kb/secret.md").chmod(0)
    base.chmod(0o755)
    (base / ".gitconfig").write_text("[safe]\n\tdirectory = *\n")
    uid = NOBODY if os.getuid() == 0 else None
    words = ["kb/secret.md", "no permission to read it"]
    wrong = all_end(folder, 2, words, home=base, uid=uid, commands=[["check"], ["search", "walrus"]])
    found = run(KB, folder, "search", "walrus", home=base, uid=uid).stdout
    return wrong or ("" if b"kb/thing.md" in found else "the other article is not found")


def sha256(base):
    folder = repository(base, options=["--object-format=sha256"])
    return all_end(folder, 2, ["SHA-256", "--object-format=sha1"])


def reftable(base):
    folder = repository(base, options=["--ref-format=reftable"])
    return all_end(folder, 2, ["git refs migrate --ref-format=files"])


def shallow(base):
    repository(base)
    git(base, "clone", "-q", "--depth=1", f"file://{base}/library", "clone")
    wrong = all_end(base / "clone", 0)
    said = run(KB, base / "clone", "stale")
    if not wrong and b"git fetch --unshallow" not in said.stdout + said.stderr:
        wrong = f"it does not say that it is shallow: {said}"
    return wrong


def partial(base):
    folder = repository(base)
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(base, "clone", "-q", "--filter=blob:none", f"file://{folder}", "clone")
    os.rename(folder, base / "away")  # Whoever asks for what is missing finds nobody.
    return all_end(base / "clone", 0)


def blobless(base):
    """Without even the blobs of what is checked out, a revision says what it lacks."""
    folder = repository(base)
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(base, "clone", "-q", "--bare", "--filter=blob:none", f"file://{folder}", "clone")
    os.rename(folder, base / "away")
    return all_end(base / "clone", 2, ["git fetch --refetch"], commands=[["check"], ["search", "x"]])


def sparse(base):
    folder = repository(base)
    git(folder, "sparse-checkout", "set", "--no-cone", "/kb.toml", "/kb/")
    return all_end(folder, 0)


def submodule(base):
    repository(base)
    host = repository(base, "host")
    git(host, "submodule", "add", "-q", f"file://{base}/library", "kb/module")
    wrong = all_end(host / "kb/module", 0)
    listed = run(KB, host, "list", "--format", "json").stdout
    return wrong or ("its articles count twice" if listed.count(b'"path"') != 1 else "")


def without_home(base):
    return all_end(repository(base), 0)


def mid_rebase(base):
    folder = repository(base)
    git(folder, "checkout", "-q", "-b", "side", "HEAD~1")
    (folder / "kb/thing.md").write_text(ARTICLE.replace("walrus", "seal"))
    git(folder, "commit", "-q", "-a", "-m", "side")
    ran = run("git", folder, "-c", "user.name=A", "-c", "user.email=a@example.org",
              "rebase", "-q", "main")
    if ran.returncode == 0:
        return "the test made no conflict"
    return all_end(folder, 1, ["merge-conflict"], commands=[["check"]]) or \
        all_end(folder, 0, commands=[["search", "walrus"], ["stale"], ["show", "thing"], ["list"]])


def canary(base):
    """Everything a repository can have git run writes a file; git does run it and we do not."""
    folder = repository(base)
    sung = base / "sung"
    trap = base / "trap"
    trap.write_text(f"#!/bin/sh\necho \"$0 $*\" >>{sung}\ncat\n")
    trap.chmod(0o755)
    (folder / ".gitattributes").write_text("*.md filter=trap diff=trap merge=trap\n")
    for key in ["core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass",
                "core.gitProxy", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process",
                "diff.trap.textconv", "diff.trap.command", "diff.external", "merge.trap.driver",
                "credential.helper", "gpg.program", "sequence.editor", "pager.search", "alias.kb"]:
        git(folder, "config", key, f"!{trap}" if key.startswith("alias") else str(trap))
    hooks = base / "hooks"
    hooks.mkdir()
    for hook in ["post-checkout", "pre-commit", "post-index-change", "post-commit", "pre-auto-gc",
                 "reference-transaction", "fsmonitor-watchman"]:
        (hooks / hook).symlink_to(trap)
        (folder / ".git/hooks" / hook).unlink(missing_ok=True)
        (folder / ".git/hooks").mkdir(exist_ok=True)
        (folder / ".git/hooks" / hook).symlink_to(trap)
    git(folder, "config", "core.hooksPath", str(hooks))
    (folder / "kb/thing.md").write_text(ARTICLE.replace("An example", "One example"))
    (folder / "kb/new.md").write_text(ARTICLE.replace("a thing", "new").replace("walrus", "seal"))
    names = {"PAGER": str(trap), "EDITOR": str(trap), "GIT_PAGER": str(trap)}
    wrong = ""
    for command in COMMANDS:
        ran = run(KB, folder, *command, home=base, **names)
        wrong = wrong or ("" if ran.returncode < 2 else f"kb {command}: {ran.stderr.decode()}")
        if sung.exists():
            return f"kb {' '.join(command)} ran {sung.read_text()}"
    run("git", folder, "status", home=base)
    if not sung.exists():
        wrong = wrong or "git did not run the trap either, so nothing is proven"
    return wrong


CHECKS = {
    "a repository of another user is refused with the line that trusts it": of_another_user,
    "a repository cannot trust itself": overridden_by_the_repository,
    "a read-only checkout is searched in memory": read_only,
    "an article without permission is named and the others are found": unreadable,
    "SHA-256 is a precise failure": sha256,
    "reftable is a precise failure": reftable,
    "a shallow clone says so": shallow,
    "a partial clone works without its remote": partial,
    "a bare clone without blobs says what it lacks": blobless,
    "a sparse checkout works": sparse,
    "a submodule is a library of its own": submodule,
    "no HOME is no trouble": without_home,
    "a rebase in conflict is one finding": mid_rebase,
    "nothing that a repository names is run": canary,
}


def main():
    is_good = True
    for name, check in CHECKS.items():
        with tempfile.TemporaryDirectory() as base:
            try:
                wrong = check(pathlib.Path(base).resolve())
            except (RuntimeError, subprocess.SubprocessError, OSError) as error:
                wrong = repr(error)
        is_good &= not wrong
        print(f"{'FAILED' if wrong else 'ok'} {name}")
        if wrong:
            print(f"  {wrong}")
    return 0 if is_good else 1


sys.exit(main())
