"""Lists the pages of FOLDER whose review has run out on DAY: last review + interval <= DAY.

    overdue.py FOLDER DAY [GLOB [REVIEWED [INTERVAL]]]

REVIEWED and INTERVAL are the names of the two fields, last_reviewed_on and review_in where
nothing is said; GLOB is source/**/*. Shares nothing with kb: its own reading of front matter,
its own calendar.
"""
import calendar
import datetime
import pathlib
import re
import sys


def add(day, number, unit):
    if unit.startswith("day"):
        return day + datetime.timedelta(days=number)
    if unit.startswith("week"):
        return day + datetime.timedelta(weeks=number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit.startswith("year") else 1)
    year, month = months // 12, months % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def runs_out(text, reviewed, interval):
    front = text.split("\n---", 1)[0]
    day = r": *['\"]?(\d{4}-\d\d-\d\d)"
    reviewed = re.search("^" + re.escape(reviewed) + day, front, re.M)
    interval = re.search("^" + re.escape(interval) + r": *['\"]?(\d+) *(\w+)", front, re.M)
    if reviewed and interval:
        day = datetime.date.fromisoformat(reviewed[1])
        return add(day, int(interval[1]), interval[2].lower())
    return datetime.date.max


root, today = pathlib.Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2])
names = ["source/**/*", "last_reviewed_on", "review_in"]
pattern, reviewed, interval = sys.argv[3:6] + names[len(sys.argv) - 3:]
for page in sorted(root.glob(pattern)):
    if page.name.endswith((".md", ".md.erb")) and not page.name.startswith("_"):
        if runs_out(page.read_text(encoding="utf-8"), reviewed, interval) <= today:
            print(page.relative_to(root).as_posix())
