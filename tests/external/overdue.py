"""Lists the pages of FOLDER whose review has run out on DAY: last_reviewed_on + review_in <= DAY.

Shares nothing with kb: its own reading of front matter, its own calendar.
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


def runs_out(text):
    front = text.split("\n---", 1)[0]
    reviewed = re.search(r"^last_reviewed_on: *['\"]?(\d{4}-\d\d-\d\d)", front, re.M)
    interval = re.search(r"^review_in: *['\"]?(\d+) *(\w+)", front, re.M)
    if reviewed and interval:
        day = datetime.date.fromisoformat(reviewed[1])
        return add(day, int(interval[1]), interval[2].lower())
    return datetime.date.max


root, today = pathlib.Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2])
for page in sorted(root.glob("source/**/*")):
    if page.name.endswith((".md", ".md.erb")) and not page.name.startswith("_"):
        if runs_out(page.read_text(encoding="utf-8")) <= today:
            print(page.relative_to(root).as_posix())
