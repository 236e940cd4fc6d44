"""Holds `kb stale` against overdue.py, on both sides of every border of twenty pages."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

KB, OVERDUE = sys.argv[1:3]
CONFIG = pathlib.Path("docs/examples/govuk-tech-docs.kb.toml").resolve()
DUE = ("due", "overdue", "retirement")

# Path, last review, interval; None leaves the field out.
PAGES = [
    ("source/index.html.md.erb", "2025-01-31", "6 months"),
    ("source/accessibility.html.md.erb", "2025-08-31", "6 months"),
    ("source/manuals/code-review.html.md.erb", "2024-02-29", "1 year"),
    ("source/manuals/alerting.html.md.erb", "2024-02-29", "12 months"),
    ("source/manuals/docker.html.md.erb", "2025-12-31", "2 months"),
    ("source/manuals/licensing.html.md.erb", "2025-11-30", "3 months"),
    ("source/manuals/languages/index.html.md.erb", "2026-01-15", "6 weeks"),
    ("source/manuals/languages/python.html.md.erb", "2026-01-30", "1 month"),
    ("source/manuals/languages/ruby.html.md.erb", "2026-01-31", "28 days"),
    ("source/manuals/languages/go.html.md.erb", "2026-02-28", "1 day"),
    ("source/standards/hosting.html.md.erb", "2023-06-01", "6 months"),
    ("source/standards/logging.html.md", "2024-12-01", "2 years"),
    ("source/standards/naming.html.md", "2025-02-28", "12 months"),
    ("source/standards/pull-requests.md", "2025-03-01", "1 year"),
    ("source/standards/secrets.md", "2025-08-28", "6 months"),
    ("source/standards/tracing.md.erb", "2025-12-03", "90 days"),
    ("source/standards/future.html.md.erb", "2027-01-01", "6 months"),
    ("source/standards/never-reviewed.html.md.erb", None, "6 months"),
    ("source/standards/no-interval.html.md.erb", "2020-01-01", None),
    ("source/standards/_partial.md.erb", "2020-01-01", "6 months"),
]
# Day, and how many pages are due by hand: so that both cannot be wrong alike.
DAYS = [
    ("2023-11-30", 0),
    ("2023-12-01", 1),
    ("2025-02-27", 1),
    ("2025-02-28", 3),
    ("2025-07-30", 3),
    ("2025-07-31", 4),
    ("2026-02-25", 4),
    ("2026-02-26", 5),
    ("2026-02-27", 5),
    ("2026-02-28", 12),
    ("2026-03-01", 14),
    ("2026-03-02", 14),
    ("2026-03-03", 15),
    ("2026-11-30", 15),
    ("2026-12-01", 16),
    ("2027-07-01", 17),
]


def page(reviewed, interval):
    lines = ["---", "title: A page", "owner_slack: '#team'"]
    lines += [f"last_reviewed_on: {reviewed}"] if reviewed else []
    lines += [f"review_in: {interval}"] if interval else []
    return "\n".join([*lines, "---", "", "# <%= current_page.data.title %>", "", "Text.", ""])


def git(root, *arguments):
    # After all reviews: a review that is later than its commit counts from the commit.
    day = "2027-01-02T12:00:00Z"
    names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}
    days = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    environment = {**os.environ, **names, **days}
    subprocess.run(["git", "-C", root, *arguments], check=True, env=environment)


def by_kb(root, day):
    command = [KB, "stale", "-C", root, "--config", CONFIG, "--today", day, "--format", "json"]
    printed = subprocess.run(command, check=True, capture_output=True).stdout
    report = json.loads(printed)
    pages = [each["path"] for each in report["articles"] if each["state"] in DUE]
    count = sum(report["summary"][state] for state in DUE)
    return sorted(pages), count


def main():
    assert len(PAGES) == 20
    is_good = True
    with tempfile.TemporaryDirectory() as root:
        for path, reviewed, interval in PAGES:
            file = pathlib.Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page(reviewed, interval), encoding="utf-8")
        git(root, "init", "--quiet")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message", "pages")
        for day, expected in DAYS:
            command = [sys.executable, OVERDUE, root, day]
            ours = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            ours = sorted(ours.split())
            theirs, count = by_kb(root, day)
            agree = ours == theirs and len(ours) == count == expected
            is_good &= agree
            print(f"{'ok' if agree else 'FAILED'} {expected} pages due on {day}")
            if not agree:
                print(f"  script: {len(ours)} {ours}\n  kb: {count} {theirs}")
    return 0 if is_good else 1


sys.exit(main())
