"""How far reviewed pages drifted, by an oracle of its own: what `docs/freshness.md` rests on.

Usage: python3 benches/drift.py path/to/clone... [--kb path/to/kb] [--field last_reviewed_on]

For every page of HEAD with a day of review in FIELD, `git log --follow` is walked back to the
oldest commit of the run that carries this day without a gap. The body there and that of HEAD are
brought into the normal form n1, written here from its description alone, and compared by the
longest common subsequence of their words. Prints, for each clone, how many pages are

  identical    the same bodies but for white space at both ends
  normal       the same words
  < 2 %, < 10 %, >= 10 %   by the share of words of the longer body without a partner

With --kb, every body of HEAD is given the digest that is computed here, and `kb check` with the
rule `changed-since-review` must agree with each; then one word is added to each, and it must
tell each. Nothing in the clones is changed.
"""
import argparse
import bisect
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PAGE = re.compile(r"\.(md|md\.erb|markdown)$")


def git(clone, *arguments):
    """What git prints."""
    return subprocess.run(["git", "-C", clone, *arguments], capture_output=True, check=True).stdout


def lines_of(text):
    """The lines of a text, each with where it starts, ends, and where the next one starts."""
    at = 0
    while at < len(text):
        found = re.compile(r"\r\n|\n|\r").search(text, at)
        end, after = (found.start(), found.end()) if found else (len(text), len(text))
        yield at, end, after
        at = after


def split_front_matter(text):
    """Front matter and body."""
    start = 1 if text.startswith("\ufeff") else 0
    first = True
    for at, end, after in lines_of(text[start:]):
        line = text[start + at:start + end]
        if first:
            if not re.fullmatch(r"---[ \t]*", line):
                break
            first = False
        elif re.fullmatch(r"(---|\.\.\.)[ \t]*", line):
            return text[:start + after], text[start + after:]
    return "", text


# The words of n1.

NOTHING = [(0x2A, 0x2A), (0x27, 0x27), (0xAD, 0xAD), (0x200B, 0x200F), (0x2018, 0x2019),
           (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)]
ALONE = [(ord(c), ord(c)) for c in "<>=%$£¥±‰"] + [
    (0x20A0, 0x20CF), (0x2190, 0x2BFF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x1F000, 0x1FAFF), (0x20000, 0x3FFFF)]
PARTING = [(0x80, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2000, 0x205F), (0x2212, 0x2212),
           (0x2E00, 0x2E7F), (0x3000, 0x303F), (0xFE10, 0xFE6F), (0xFF00, 0xFF0F),
           (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF65)]


def is_in(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def kind_of(character):
    code = ord(character)
    if is_in(code, NOTHING):
        return "nothing"
    if code == 0x2212:
        return "parting"
    if is_in(code, ALONE):
        return "alone"
    if code < 0x80:
        return "word" if character.isalnum() else "parting"
    if character in "ª²³µ¹º¼½¾" or not is_in(code, PARTING):
        return "word"
    return "parting"


KINDS = {}


class Words:
    """Takes characters, gives words."""

    def __init__(self):
        self.found, self.word, self.held = [], "", ""

    def part(self):
        if self.word:
            self.found.append(self.word)
        self.word = self.held = ""

    def take(self, text):
        for character in text:
            kind = KINDS.get(character) or KINDS.setdefault(character, kind_of(character))
            if kind == "word":
                if self.held and not ("0" <= character <= "9"):
                    self.part()
                self.word += self.held + character.lower()
                self.held = ""
            elif kind == "alone":
                self.part()
                self.found.append(character)
            elif kind == "parting":
                if character in ".,:" and not self.held and self.word[-1:] in tuple("0123456789"):
                    self.held = character
                    continue
                is_open = bool(self.word)
                self.part()
                self.held = "-" if character in "-\u2212" and not is_open else ""

    def all(self):
        self.part()
        return self.found


# The text of a paragraph or heading.

MARK = re.compile(r"""\\[!-/:-@[-`{-~]|`+|<|\]\(|\]\[|~~|&nbsp;|[hHfFwWmM]""")
ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|mailto:)[^ \t\n\x0c\r<>\"`)\]|]*", re.I)
TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")


def take_text(text, words):
    """Takes the words of a text, without tags, targets and addresses."""
    at = 0
    while at < len(text):
        found = MARK.search(text, at)
        if not found:
            words.take(text[at:])
            break
        words.take(text[at:found.start()])
        at, mark = found.start(), found.group()
        end = None
        if mark[0] == "\\":
            if mark[1] == "`":
                words.part()
                at = re.compile("`+").match(text, at + 1).end()
            else:
                words.take(mark[1])
                at += 2
            continue
        if mark[0] == "`":
            words.part()
            close = re.compile(f"(?<!`){mark}(?!`)").search(text, found.end())
            at = found.end()
            if close:
                words.take(text[at:close.start()])
                words.part()
                at = close.end()
            continue
        if mark == "~~":
            words.part()
            words.found.append("~~")
            at += 2
            continue
        if mark == "&nbsp;":
            end = found.end()
        elif mark == "<":
            for opening, closing in (("<!--", "-->"), ("<%", "%>")):
                close = text.find(closing, at + len(opening))
                if end is None and text.startswith(opening, at) and close >= 0:
                    end = close + len(closing)
            if end is None and (tag := TAG.match(text, at)):
                end = tag.end()
        elif mark == "](":
            end = bracket_end(text, at + 1)
        elif mark == "][":
            label = re.compile(r"\]\[[^\[\]]*\]").match(text, at)
            end = label.end() if label else None
        elif not words.word and (address := ADDRESS.match(text, at)):
            end = address.end()
        if end is None:
            words.take(text[at])
            at += 1
        else:
            words.part()
            at = end
    words.part()


def bracket_end(text, at):
    """Where the round bracket at a place is closed."""
    depth, is_escaped = 0, False
    for place in range(at, len(text)):
        character = text[place]
        if not is_escaped and character in "()":
            depth += 1 if character == "(" else -1
            if depth == 0:
                return place + 1
        is_escaped = character == "\\" and not is_escaped
    return None


# Blocks.

ITEM = re.compile(r"(?:[-*+]|([0-9]{1,9})[.)])[ \t]+")
OPENING = re.compile(r"((?:[ \t>]*)(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})")
DEFINITION = re.compile(
    r"\[(?!\^)[^\[\]]+\]:[ \t]*(?:<[^>]*>|[^ \t<][^ \t]*)(?:[ \t]*$|[ \t]+[\"'(])")


def normal(text):
    """The normal form n1 of a whole file."""
    rest = split_front_matter(text)[1]
    parts, words = [], Words()
    state = {"paragraph": "", "quotes": 0, "item": False, "numbered": None}

    def end_words(heading=False):
        nonlocal words
        found = words.all()
        if found:
            parts.append(("# " if heading else "") + " ".join(found) + "\n")
        words = Words()

    def end_paragraph(heading=False):
        if state["paragraph"]:
            if heading:
                end_words()
            take_text(state["paragraph"], words)
            if heading:
                end_words(True)
        state["paragraph"] = ""

    def end_run():
        end_paragraph()
        state["numbered"] = None

    while rest:
        margin = re.match(r"[ \t>]*", rest).end()
        if rest.startswith("<!--", margin):
            end_paragraph()
            close = rest.find("-->", margin + 4)
            rest = rest[close + 3:] if close >= 0 else ""
            continue
        if rest.startswith("<%", margin) and (close := rest.find("%>", margin + 2)) >= 0:
            end_paragraph()
            rest = rest[close + 2:]
            continue
        _, end, after = next(lines_of(rest))
        line, rest = rest[:end], rest[after:]
        inside = line[margin:]
        if not inside:
            end_run()
        elif fence := OPENING.match(line):
            end_run()
            end_words()
            rest = take_code(rest, fence, parts)
        elif heading := (re.fullmatch(r"#{1,6}((?:[ \t].*)?)", inside, re.S)
                         if not re.search(r"[ \t]{4,}$", line[:margin]) else None):
            end_run()
            state["paragraph"] = heading.group(1)
            end_paragraph(True)
        elif re.fullmatch(r"(=+|-+)[ \t]*", inside):
            end_paragraph(not state["item"] and state["quotes"] == line[:margin].count(">"))
            end_run()
        elif state["paragraph"] or not DEFINITION.match(inside):
            is_item = False
            if item := ITEM.match(inside):
                number = item.group(1)
                numbered = state["numbered"]
                if (number is None or not state["paragraph"] or int(number) == 1
                        or numbered is not None and margin <= numbered):
                    end_paragraph()
                    is_item = True
                    if number is not None:
                        state["numbered"] = max(numbered or 0, margin)
                        inside = inside[item.end():]
            if not state["paragraph"]:
                state["quotes"], state["item"] = line[:margin].count(">"), is_item
            state["paragraph"] += inside + "\n"
    end_paragraph()
    end_words()
    return "".join(parts)


def take_code(rest, fence, parts):
    """Takes lines of code up to the fence that closes them; gives what follows."""
    parts.append("```\n")
    mark, length = fence.group(2)[0], len(fence.group(2))
    while rest:
        _, end, after = next(lines_of(rest))
        line, rest = rest[:end], rest[after:]
        margin = re.match(r"[ \t>]*", line).end()
        line = line[min(margin, fence.start(2)):].rstrip(" \t")
        marks = line.lstrip(" \t")
        if len(marks) >= length and not marks.strip(mark):
            break
        parts.append("\t" + line + "\n")
    return rest


def words_of(form):
    """The words of a normal form, those of code included."""
    found = []
    for line in form.split("\n"):
        if line.startswith("\t"):
            words = Words()
            words.take(line[1:])
            found += words.all()
        elif line and line != "```":
            found += line.removeprefix("# ").split(" ")
    return found


def common(one, other):
    """The length of the longest common subsequence (Hunt and Szymanski, 1977)."""
    places = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    ends = []
    for word in one:
        for at in reversed(places.get(word, [])):
            place = bisect.bisect_left(ends, at)
            ends[place:place + 1] = [at]
    return len(ends)


# Pages.

def text_of(raw):
    return raw.decode("utf-8", errors="replace")


def reviewed_on(text, field):
    """The day of review that front matter states, if it is one."""
    front = split_front_matter(text)[0]
    found = re.search(rf"(?m)^{re.escape(field)}:[ \t]*[\"']?(\d{{4}}-\d{{2}}-\d{{2}})[\"']?[ \t]*"
                      r"(?:#.*)?\r?$", front)
    try:
        return found and datetime.date.fromisoformat(found.group(1))
    except ValueError:
        return None


def reviewed_text(clone, page, day, field):
    """The page as it was in the oldest commit of the run that states its day."""
    log = git(clone, "log", "--follow", "--name-status", "--format=%x01%H", "-z", "HEAD", "--",
              page)
    found = None
    for record in log.decode(errors="surrogateescape").split("\x01")[1:]:
        commit, *changes = [part.strip("\n") for part in record.split("\0")]
        changes = [part for part in changes if part]
        if not changes:
            continue
        if changes[0] == "D":
            break
        text = text_of(git(clone, "cat-file", "blob", f"{commit}:{changes[-1]}"))
        if reviewed_on(text, field) != day:
            break
        found = text
    return found


def bucket(before, now):
    """In which column a page belongs."""
    one, other = split_front_matter(before)[1], split_front_matter(now)[1]
    if one.strip() == other.strip():
        return 0
    one, other = words_of(normal(before)), words_of(normal(now))
    longer = max(len(one), len(other))
    changed = longer - common(one, other)
    if changed == 0:
        return 1
    return 2 if changed * 50 < longer else 3 if changed * 10 < longer else 4


def hold_against(kb, bodies):
    """Holds digests made here against those that kb makes, and says how many it disagrees with."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "kb.toml").write_text("name = \"drift\"\n")

        def told(addition):
            for number, body in enumerate(bodies):
                digest = hashlib.sha256(normal("---\n---\n" + body).encode()).hexdigest()
                front = f"---\nreview: {{on: 2026-01-01, body: 'n1-sha256:{digest}'}}\n---\n"
                page = root / "kb" / f"page-{number}.md"
                page.parent.mkdir(exist_ok=True)
                page.write_bytes((front + body + addition).encode())
            run = subprocess.run([kb, "-C", folder, "check", "--rule", "changed-since-review",
                                  "--today", "2026-01-02", "--format", "json"],
                                 capture_output=True)
            if run.returncode > 1:
                sys.exit(run.stderr.decode())
            return {it["path"] for it in json.loads(run.stdout)["findings"]}

        wrong = len(told(""))
        missed = len(bodies) - len(told("\n\n\nanother word\n"))
    print(f"digests of {len(bodies)} bodies: {wrong} differ, {missed} hide a word that was added")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("clones", nargs="+")
    parser.add_argument("--kb")
    parser.add_argument("--field", default="last_reviewed_on")
    asked = parser.parse_args()
    columns = ["pages", "identical", "normal", "< 2 %", "< 10 %", ">= 10 %"]
    print(f"{'':32}" + "".join(f"{column:>10}" for column in columns))
    sums, bodies = [0] * 6, []
    for clone in asked.clones:
        counts = [0] * 6
        names = git(clone, "ls-tree", "-r", "-z", "--name-only", "HEAD").decode().split("\0")
        for page in filter(PAGE.search, names):
            now = text_of(git(clone, "cat-file", "blob", f"HEAD:{page}"))
            bodies.append(split_front_matter(now)[1])
            day = reviewed_on(now, asked.field)
            before = day and reviewed_text(clone, page, day, asked.field)
            if before is None:
                continue
            counts[0] += 1
            counts[1 + bucket(before, now)] += 1
        sums = [total + count for total, count in zip(sums, counts)]
        print(f"{pathlib.Path(clone).name:32}" + "".join(f"{count:>10}" for count in counts))
    print(f"{'sum':32}" + "".join(f"{count:>10}" for count in sums))
    if asked.kb:
        hold_against(str(pathlib.Path(asked.kb).resolve()), bodies)


if __name__ == "__main__":
    main()
