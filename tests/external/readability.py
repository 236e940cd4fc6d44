"""Holds every article of the shipped library against what an adult reads without effort.

Usage: python3 readability.py FOLDER

The measure is the Flesch-Kincaid grade (Kincaid and others, 1975), in years of school in the
United States, as textstat counts it. Articles are held to 10, once with all of their prose and
once with paragraphs alone, since the items of a list are short sentences. Tables, code, front
matter and addresses are left out. A grade says nothing of whether a text is clear; one above the
bound is a text to look at again.
"""
import pathlib
import re
import statistics
import sys

import textstat
from markdown_it import MarkdownIt

GRADE_MAX = 10.0
# Fewer words than this give no grade that means anything.
WORDS_MIN = 60


def prose(text, with_lists):
    """The sentences of `text`, each piece ended like one."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    tables = lists = 0
    said = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        tables += token.nesting if token.type.startswith("table_") else 0
        is_list = token.type.startswith(("bullet_list_", "ordered_list_"))
        lists += token.nesting if is_list else 0
        if token.type != "inline" or tables or (lists and not with_lists):
            continue
        words = {"text": lambda it: it.content, "code_inline": lambda it: it.content}
        blank = {"softbreak", "hardbreak"}
        piece = "".join(words[it.type](it) if it.type in words else " " if it.type in blank else ""
                        for it in token.children).strip()
        if piece:
            said.append(piece if piece[-1] in ".!?" else piece.rstrip(":;,") + ".")
    return "\n".join(said)


def main():
    articles = sorted(path for path in pathlib.Path(sys.argv[1]).rglob("*.md")
                      if "_templates" not in path.parts)
    if len(articles) < 40:
        print(f"FAILED there are {len(articles)} articles, 40 at least are expected")
    for what, with_lists in (("all prose", True), ("paragraphs alone", False)):
        grades = []
        for path in articles:
            text = prose(path.read_text(encoding="utf-8"), with_lists)
            if len(text.split()) < WORDS_MIN:
                continue
            grades.append((textstat.flesch_kincaid_grade(text), path.stem))
        for grade, name in grades:
            if grade > GRADE_MAX:
                print(f"FAILED {what} of {name}: grade {grade:.1f}, above {GRADE_MAX:.0f}")
        worst, name = max(grades)
        median = statistics.median(grade for grade, _ in grades)
        print(f"ok {what} of {len(grades)} articles: median grade {median:.1f}, highest {worst:.1f} "
              f"({name})")


if __name__ == "__main__":
    main()
