"""Holds the JSON of every command against the schemas we publish, with a validator we did not write."""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

KB = sys.argv[1]
# A library with every kind of trouble, so that no list is empty.
FILES = {
    "kb.toml": 'name = "test"\n',
    "kb/good.md": "---\ntitle: Restart the printer\ntype: guide\nsummary: Off, then on.\n"
                  "authors: [Ada Example]\nlicense: CC-BY-4.0\nowner: print-team\n"
                  "questions: [Why does the printer hang?]\n"
                  "review: {on: 2025-01-31, by: [Ada Example], every: 6 months}\n"
                  "disclosure: {interest: none, ai: none}\n"
                  "sources: [{title: A book, year: 2020, url: 'https://example.org/'}]\n"
                  "---\n\n## Answer\n\nSwitch the printer off, then on.\n",
    "kb/bad.md": "---\ntitle: The printer is bad\ntype: giude\nlicence: CC BY 4.0\n"
                 "review: {on: 2026-02-30}\n---\n\nSee [nothing](nothing.md) and [it](#nowhere).\n",
    "kb/latin.md": b"---\ntitle: The printer in caf\xe9s\n---\n",
    "kb/broken.md": "---\ntitle: [\n---\nThe printer.\n",
    "kb/gone.md": "---\ntitle: The old printer\ntype: guide\nsummary: It is gone.\n"
                  "authors: [Ada Example]\nlicense: CC-BY-4.0\nstatus: retired\n"
                  "retired_on: 2026-01-01\nretired_reason: obsolete\nsuperseded_by: good\n---\n",
    # A name that is not UTF-8.
    "kb/caf\udce9.md": "---\ntitle: The printer in the caf\u00e9\n---\n",
    "kb/large.md": "The printer is large. " * 120_000,
}
# What to run, where, and which schema the output names.
LIBRARY, FOREIGN, SHIPPED = "library", "foreign", "shipped"
RUNS = [
    (LIBRARY, "kb.check.v1", ["check"]),
    (LIBRARY, "kb.check.v1", ["check", "--rule", "broken-link"]),
    (LIBRARY, "kb.search.v1", ["search", "restart the printer"]),
    (LIBRARY, "kb.search.v1", ["search", "pinter"]),
    (LIBRARY, "kb.search.v1", ["search", "weather on the moon"]),
    (LIBRARY, "kb.stale.v1", ["stale", "--today", "2026-06-01"]),
    (LIBRARY, "kb.stale.v1", ["stale", "--state", "retired"]),
    (LIBRARY, "kb.show.v1", ["show", "good"]),
    (LIBRARY, "kb.show.v1", ["show", "gone"]),
    (LIBRARY, "kb.show.v1", ["show", "good#answer"]),
    (LIBRARY, "kb.list.v1", ["list"]),
    (LIBRARY, "kb.explain.v1", ["explain"]),
    (LIBRARY, "kb.explain.v1", ["explain", "KB201"]),
    (LIBRARY, "kb.index.v1", ["index", "--status"]),
    (LIBRARY, "kb.config.v1", ["config"]),
    (LIBRARY, "kb.config.v1", ["config", "--today", "2026-01-01", "--no-pager"]),
    (LIBRARY, "kb.new.v1", ["new", "guide", "Mend the printer", "--author", "Ada Example"]),
    (LIBRARY, "kb.failure.v1", ["new", "guide", "Mend the printer", "--author", "Ada Example"]),
    (LIBRARY, "kb.failure.v1", ["init"]),
    (LIBRARY, "kb.export-reuse.v1", ["export", "reuse", "--dry-run"]),
    (SHIPPED, "kb.export-reuse.v1", ["export", "reuse", "--dry-run"]),
    (FOREIGN, "kb.config.v1", ["config"]),
    (FOREIGN, "kb.init.v1", ["init", "--dry-run"]),
    (FOREIGN, "kb.init-ci.v1", ["init", "--ci", "gitlab", "--dry-run"]),
    (FOREIGN, "kb.init.v1", ["init"]),
    (FOREIGN, "kb.init-ci.v1", ["init", "--ci", "github"]),
    (FOREIGN, "kb.init-ci.v1", ["init", "--ci", "github"]),
    (LIBRARY, "kb.failure.v1", ["show", "no-such-article"]),
    (LIBRARY, "kb.failure.v1", ["check", "--rule", "no-such-rule"]),
    (LIBRARY, "kb.failure.v1", ["no-such-command"]),
    (SHIPPED, "kb.check.v1", ["check"]),
    (SHIPPED, "kb.search.v1", ["search", "when can we stop the clock"]),
    (SHIPPED, "kb.search.v1", ["search", "weather on the moon"]),
    (SHIPPED, "kb.search.v1", ["search", "smaller change board and the audit"]),
    (SHIPPED, "kb.eval.v1", ["eval"]),
    (SHIPPED, "kb.eval.v1", ["eval", "--against", "HEAD", "--min", "hit@1=1"]),
    (SHIPPED, "kb.stale.v1", ["stale", "--today", "2029-01-01"]),
    (SHIPPED, "kb.show.v1", ["show", "stop-the-clock"]),
    (SHIPPED, "kb.list.v1", ["list"]),
]


def schemas():
    """The published schemas by the name of the output, which is their title."""
    found = {}
    for file in sorted(pathlib.Path("schemas").glob("*.schema.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.validators.validator_for(schema).check_schema(schema)
        found[schema.get("title", file.name)] = schema
    return found


def complaint(known, folder, wanted, arguments):
    command = [KB, *arguments, "--format", "json", "-C", folder]
    ran = subprocess.run(command, capture_output=True, check=False)
    if b"\x1b" in ran.stdout:
        return "an escape byte in JSON"
    try:
        value = json.loads(ran.stdout.decode("utf-8"))
    except ValueError as error:
        return f"exit {ran.returncode}, no JSON ({error}): {ran.stdout[:200]} {ran.stderr[:400]}"
    if value.get("schema") != wanted:
        return f"it says it is {value.get('schema')}"
    if (ran.returncode == 2) != (wanted == "kb.failure.v1"):
        return f"exit code {ran.returncode}"
    if wanted not in known:
        return f"schemas/ has no schema titled {wanted}, only {sorted(known)}"
    validator = jsonschema.validators.validator_for(known[wanted])(known[wanted])
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
    return "; ".join(errors[:5])


def main():
    is_good = True
    known = schemas()
    with tempfile.TemporaryDirectory() as library, tempfile.TemporaryDirectory() as foreign:
        pathlib.Path(foreign, "page.md").write_text("---\nreviewed: 2026-01-31\n---\nText.\n")
        for path, text in FILES.items():
            file = pathlib.Path(library, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        for place, wanted, arguments in RUNS:
            folder = {LIBRARY: library, FOREIGN: foreign, SHIPPED: "."}[place]
            wrong = complaint(known, folder, wanted, arguments)
            is_good &= not wrong
            print(f"{'FAILED' if wrong else 'ok'} {place}: kb {' '.join(arguments)} is {wanted}")
            if wrong:
                print(f"  {wrong}")
    return 0 if is_good else 1


sys.exit(main())
