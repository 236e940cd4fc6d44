"""Does kb find what answers? Judged questions on collections that others wrote.

Usage: python3 benches/relevance.py path/to/kb COLLECTION...

A COLLECTION is one of

  a folder with docs.jsonl, queries.tsv and qrels.txt, such as Cranfield: judged questions;
  a git repository whose pages have `user_questions`, such as giantswarm/docs: each question is
  asked, and the page it is from is what answers it; pages under `changes/` are left out;
  any other git repository whose pages have a `description`, such as those of MicrosoftDocs: the
  descriptions of 400 pages are asked. `repository:folder` takes the pages of one folder only.

What is asked is dropped from the copies that are searched. Each collection becomes a git
repository of its own that is thrown away at the end, and every question a run of `kb search`.
Beside it stands SQLite's FTS5 (BM25, every word a wish) over title, description and body of the
same copies, in four settings, of which the best is printed.

A question is asked as it is written, with one wrong letter in its longest word, and, where it has
words that Britain and the United States spell apart, in the other spelling. Half A holds the
questions whose hash is even and half B the others: constants are chosen on A, so B is what counts.
The last table is how often kb says that nothing answers: of its own questions it should be rare,
of those of the first collection asked in another one the rule.
"""
import collections
import concurrent.futures
import json
import math
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import zlib

DESCRIPTIONS_MAX = 400
FOREIGN_MAX = 200
SEED = 7
WORKERS = 2
CONFIG = """[articles]
include = ["**/*.md"]
[fields]
"description" = "summary"
"last_review_date" = "review.on"
"""
# Words that say nothing in a question, for FTS5.
STOP_WORDS = set("""a about an and any are as at be by can could did do does for from had has have
how i if in into is it its may me my no not of on or our shall should so than that the their them
then there these they this those to was we were what when where which who whose why will with
would you your""".split())
# Setting of FTS5: tokeniser, whether stop words are dropped, weights of title, description, body.
FTS5 = {
    "plain": ("unicode61", False, (1, 1, 1)),
    "porter, stop words": ("porter unicode61", True, (1, 1, 1)),
    "porter, stop words, 5:3:1": ("porter unicode61", True, (5, 3, 1)),
    "porter, stop words, 10:5:1": ("porter unicode61", True, (10, 5, 1)),
}


class Collection:
    """Pages, and questions with the pages that answer each."""

    def __init__(self, name):
        self.name = name
        self.kind = "known item"
        self.pages = {}
        self.questions = []


def half(question):
    return "AB"[zlib.crc32(question.encode()) & 1]


# Reading collections.

def read_collection(argument):
    place, _, folder = argument.partition(":")
    path = pathlib.Path(place).resolve()
    if (path / "docs.jsonl").exists():
        return read_judged(path)
    return read_repository(path, folder)


def read_judged(path):
    made = Collection(path.name)
    made.kind = "judged"
    for line in (path / "docs.jsonl").read_text().splitlines():
        page = json.loads(line)
        title = json.dumps(page["title"])
        made.pages[f"{page['id']}.md"] = f"---\ntitle: {title}\n---\n\n{page['text']}\n"
    answers = collections.defaultdict(set)
    for line in (path / "qrels.txt").read_text().splitlines():
        question, _, page, grade = line.split()
        if int(grade) > 0:
            answers[question].add(f"{page}.md")
    for line in (path / "queries.tsv").read_text().splitlines():
        question, text = line.split("\t")
        if answers[question]:
            made.questions.append((text, answers[question]))
    return made


def git(folder, *arguments, given=None):
    return subprocess.run(["git", "-C", str(folder), *arguments], input=given, check=True,
                          capture_output=True).stdout


def texts(repository, folder):
    """The Markdown files of HEAD."""
    named = git(repository, "ls-tree", "-r", "-z", "HEAD", "--", *([folder] if folder else []))
    names = {}
    for entry in filter(None, named.split(b"\0")):
        about, path = entry.decode().split("\t", 1)
        if path.endswith(".md") and about.startswith("100644 blob"):
            names[path] = about.split()[2]
    stored = git(repository, "cat-file", "--batch", given="\n".join(names.values()).encode())
    at = 0
    for path in names:
        end = stored.index(b"\n", at)
        if stored[at:end].endswith(b"missing"):
            at = end + 1
            continue
        size = int(stored[at:end].split()[2])
        yield path, stored[end + 1:end + 1 + size].decode(errors="replace").replace("\r\n", "\n")
        at = end + size + 2


def front_matter(text):
    found = re.match(r"\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(\n|$)", text, re.S)
    return (found[1], text[found.end():]) if found else ("", text)


def field(front, name):
    """The values of a field and the front matter without it."""
    found = re.search(rf"(?m)^{name}:(.*(?:\n(?:[ \t]+|- ).*)*)\n?", front + "\n")
    if not found:
        return [], front
    rest = (front + "\n")[:found.start()] + (front + "\n")[found.end():]
    lines = found[1].strip().split("\n")
    parts = [line.strip()[2:] for line in lines if line.strip().startswith("- ")]
    values = parts or [" ".join(line.strip() for line in lines)]
    values = [value.strip().removeprefix(">-").removeprefix(">").strip() for value in values]
    return [value.strip("\"'").replace("''", "'") for value in values], rest.strip("\n")


def read_repository(path, folder):
    name = path.name if path.name != "repo" else path.parent.name.split("+")[-1]
    made = Collection(name + (f"/{folder}" if folder else ""))
    pages = {}
    for where, text in texts(path, folder):
        front, body = front_matter(text)
        if front and "/changes/" not in where:
            pages[where] = (front, body)
    for where, (front, body) in pages.items():
        asked, rest = field(front, "user_questions")
        pages[where] = (rest, body)
        made.questions += [(question, {where}) for question in asked if question]
    if made.questions:
        made.kind = "questions"
        pages = {where: page for where, page in pages.items() if where.startswith("src/content/")}
    else:
        describe(made, pages)
    made.pages = {where: f"---\n{front}\n---\n{body}" for where, (front, body) in pages.items()}
    return made


def describe(made, pages):
    """Asks for pages by their descriptions, which no other page shares."""
    told = {}
    for where, (front, body) in list(pages.items()):
        said, rest = field(front, "description")
        if not said or not field(front, "title")[0]:
            # What has neither is a piece that pages include.
            del pages[where]
            continue
        pages[where] = (rest, body)
        if len(said[0].split()) >= 4:
            told[where] = re.sub(r"\s+", " ", said[0])
    once = collections.Counter(told.values())
    told = sorted((text, where) for where, text in told.items() if once[text] == 1)
    chosen = random.Random(SEED).sample(told, min(DESCRIPTIONS_MAX, len(told)))
    made.questions = [(text, {where}) for text, where in chosen]


# Asking the same in another way.

def with_typo(text):
    """One wrong letter in the longest word: left out, doubled, swapped or another one."""
    words = re.findall(r"[A-Za-z]{5,}", text)
    if not words:
        return text
    chance = random.Random(zlib.crc32(text.encode()))
    word = max(words, key=len)
    at = chance.randrange(1, len(word) - 1)
    wrong = [word[:at] + word[at + 1:], word[:at] + word[at] + word[at:],
             word[:at] + word[at + 1] + word[at] + word[at + 2:],
             word[:at] + chance.choice("aeinorst") + word[at + 1:]]
    return text.replace(word, chance.choice([it for it in wrong if it != word]), 1)


# American and British; the pattern finds the American form, the replacement is British.
SPELLINGS = [
    (r"\b(?!\w*siz|priz|seiz|assiz|maiz|conciz|preciz|exerciz|promiz|raiz|adviz|reviz|superviz|"
     r"compriz|noiz|poiz|aroz|expertiz|franchiz|otherwiz|likewiz|enterpriz|surpriz|devis|premiz)"
     r"(\w{3,})iz(e|es|ed|ing|er|ers|able|ation|ations|ational)\b", r"\1is\2"),
    (r"\b(\w+)yz(e|es|ed|ing|er|ers)\b", r"\1ys\2"),
    (r"\b(mis|un|multi|tech|bi)?(behavi|col|fav|flav|hon|lab|neighb|harb|vap|hum|rum|arm|endeav|"
     r"od|tum|vig|sav)or(s|ed|ing|al|able|ful|ite|ites|hood|less|y|)\b", r"\1\2our\3"),
    (r"\b(\w*)(cent|theat|fib|lit|calib|sabr|spect)er(s|)\b", r"\1\2re\3"),
    (r"\b(\w*)(catal|dial|anal|mon|prol)og(s|)\b", r"\1\2ogue\3"),
    (r"\b(\w*)(def|off|pret)ense(s|)\b", r"\1\2ence\3"),
    (r"\b(sub)?license(s|)\b", r"\1licence\2"),
    (r"\bprogram(s|)\b", r"programme\1"),
    (r"\b(ful|instal|enrol|enthral|distil)l(s|ment|ments|)\b(?<!install)(?<!installs)"
     r"(?<!full)", r"\1\2"),
    (r"\b(cancel|label|model|travel|signal|channel|level|tunnel|funnel|total|fuel|dial|marshal|"
     r"equal|initial|panel|pencil|counsel|relabel|remodel)(ed|ing|er|ers)\b", r"\1l\2"),
    (r"\bartifact(s|)\b", r"artefact\1"), (r"\bgray(s|)\b", r"grey\1"),
    (r"\b(\w*)judgment(s|)\b", r"\1judgement\2"), (r"\baging\b", "ageing"),
    (r"\baluminum\b", "aluminium"), (r"\bmaneuver(s|ed|ing|)\b", r"manoeuvre\1"),
    (r"\bsulfur\b", "sulphur"), (r"\bskeptic(al|)\b", r"sceptic\1"),
    (r"\backnowledgment(s|)\b", r"acknowledgement\1"),
]


def in_british(text):
    for pattern, replacement in SPELLINGS:
        text = re.sub(pattern, replacement, text, flags=re.I)
    return text


def in_american(text):
    """The other way round, word by word: only what comes back as it was is trusted."""
    def one(found):
        word = found[0]
        for old, new in (("is", "iz"), ("ys", "yz"), ("our", "or"), ("tre", "ter"), ("bre", "ber"),
                         ("ogue", "og"), ("ence", "ense"), ("programme", "program"), ("ll", "l"),
                         ("artefact", "artifact"), ("grey", "gray"), ("dgement", "dgment"),
                         ("manoeuvre", "maneuver"), ("aluminium", "aluminum")):
            for at in (it.start() for it in re.finditer(old, word)):
                other = word[:at] + new + word[at + len(old):]
                if in_british(other) == word:
                    return other
        return word
    return re.sub(r"[A-Za-z]{4,}", one, text)


def respelled(text):
    other = in_british(text)
    return other if other != text else in_american(text)


ASKED = {"as written": lambda text: text, "one wrong letter": with_typo,
         "the other spelling": respelled}


# The two engines.

class Kb:
    """The pages as a library of kb."""

    def __init__(self, kb, collection, folder):
        self.kb, self.folder = kb, folder
        for where, text in collection.pages.items():
            place = folder / where
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        (folder / "kb.toml").write_text(CONFIG)
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "-c", "user.name=A. Nobody", "-c", "user.email=nobody@example.org",
            "-c", "commit.gpgsign=false", "commit", "-q", "-m", "pages")
        subprocess.run([kb, "-C", str(folder), "index"], check=True, capture_output=True)

    def ask(self, text, hits_max):
        """The paths of what is found, best first, and whether kb calls it an answer."""
        done = subprocess.run([self.kb, "-C", str(self.folder), "search", "--no-refresh",
                               "--format", "json", "-n", str(hits_max), "--", text],
                              capture_output=True)
        if done.returncode not in (0, 1):
            sys.exit(f"kb search ended with {done.returncode}: {done.stderr.decode()}")
        said = json.loads(done.stdout)
        return [hit["path"] for hit in said["hits"]], said["answered"]

    def ask_all(self, texts, hits_max):
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(lambda text: self.ask(text, hits_max), texts))


class Fts5:
    """The pages in SQLite."""

    def __init__(self, collection, setting):
        tokeniser, self.drops, self.weights = FTS5[setting]
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE pages USING fts5(path UNINDEXED, title, "
                          f"description, body, tokenize = '{tokeniser}')")
        for where, text in collection.pages.items():
            front, body = front_matter(text)
            values = [" ".join(field(front, name)[0]) for name in ("title", "description")]
            self.base.execute("INSERT INTO pages VALUES (?, ?, ?, ?)", (where, *values, body))

    def ask(self, text, hits_max):
        words = re.findall(r"\w+", text.lower())
        if self.drops:
            words = [word for word in words if word not in STOP_WORDS] or words
        if not words:
            return []
        wished = " OR ".join(f'"{word}"' for word in words)
        found = self.base.execute(
            "SELECT path FROM pages WHERE pages MATCH ? ORDER BY bm25(pages, 0, ?, ?, ?) LIMIT ?",
            (wished, *self.weights, hits_max))
        return [path for path, in found]


# Figures.

def figures(found, answers):
    """What one list of paths is worth: nDCG@10, average precision, hits and reciprocal rank."""
    ranks = [rank for rank, path in enumerate(found) if path in answers]
    first = ranks[0] if ranks else math.inf
    gain = sum(1 / math.log2(rank + 2) for rank in ranks if rank < 10)
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(10, len(answers))))
    return {
        "nDCG@10": gain / ideal,
        "MAP": sum((nth + 1) / (rank + 1) for nth, rank in enumerate(ranks)) / len(answers),
        "hit@1": float(first < 1), "hit@3": float(first < 3), "hit@10": float(first < 10),
        "MRR@10": 1 / (first + 1) if first < 10 else 0.0,
    }


def mean(rows, name):
    return sum(row[name] for row in rows) / len(rows) if rows else math.nan


COLUMNS = ("nDCG@10", "MAP", "hit@1", "hit@3", "hit@10", "MRR@10")


def row(what, questions, found):
    """The line of a table: halves and whole of the leading figure, then all figures."""
    rated = [figures(paths, answers) for (_, answers), paths in zip(questions, found)]
    halves = [[it for it, (text, _) in zip(rated, questions) if half(text) == side]
              for side in "AB"]
    lead = "nDCG@10" if any(len(answers) > 1 for _, answers in questions) else "MRR@10"
    cells = [f"{mean(side, lead):.3f}" for side in halves]
    cells += [f"{mean(rated, name):.3f}" for name in COLUMNS]
    print(f"| {what} | {len(questions)} | " + " | ".join(cells) + " |", flush=True)
    return mean(rated, lead)


def measure(collection, kb):
    print(f"\n## {collection.name}: {collection.kind}, {len(collection.pages)} pages\n")
    print("| asked | questions | A | B | " + " | ".join(COLUMNS) + " |")
    print("|---" * (4 + len(COLUMNS)) + "|")
    depth = 1000 if collection.kind == "judged" else 10
    best, best_found = "", -1.0
    for setting in FTS5:
        base = Fts5(collection, setting)
        rated = [figures(base.ask(text, 10), answers) for text, answers in collection.questions]
        lead = mean(rated, "nDCG@10" if collection.kind == "judged" else "MRR@10")
        if lead > best_found:
            best, best_found = setting, lead
    base, answered = Fts5(collection, best), []
    for name, change in ASKED.items():
        asked = [(text, answers) for text, answers in collection.questions
                 if name == "as written" or change(text) != text]
        if not asked:
            continue
        for how, way in (("as written", ASKED["as written"]), (name, change)):
            if how == "as written" and name != "the other spelling" and name != how:
                continue
            texts = [way(text) for text, _ in asked]
            deep = depth if name == "as written" else 10
            told = kb.ask_all(texts, deep)
            shown = how if how == name else f"{how}, of those with another spelling"
            row(f"kb: {shown}", asked, [paths for paths, _ in told])
            row(f"FTS5 ({best}): {shown}", asked, [base.ask(text, deep) for text in texts])
            if name == how == "as written":
                answered = [is_answered for _, is_answered in told]
                break
    return answered


def refusals(collections_, libraries, own):
    print("\n## Told that nothing answers\n\n| in | own questions | of " +
          f"{collections_[0].name} |\n|---|---|---|")
    foreign = [text for text, _ in collections_[0].questions][:FOREIGN_MAX]
    for collection, kb, answered in zip(collections_, libraries, own):
        other = "" if collection is collections_[0] else share(
            [is_answered for _, is_answered in kb.ask_all(foreign, 1)])
        print(f"| {collection.name} | {share(answered)} | {other} |", flush=True)


def share(answered):
    return f"{1 - sum(answered) / len(answered):.3f}"


def main():
    kb = str(pathlib.Path(sys.argv[1]).resolve())
    chosen = [read_collection(argument) for argument in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as scratch:
        libraries = []
        for number, collection in enumerate(chosen):
            folder = pathlib.Path(scratch) / str(number)
            folder.mkdir()
            libraries.append(Kb(kb, collection, folder))
        own = [measure(collection, library) for collection, library in zip(chosen, libraries)]
        refusals(chosen, libraries, own)


if __name__ == "__main__":
    main()
