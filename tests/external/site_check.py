"""What the checks of built sites share: a library to export, and a look at every link."""
import html.parser
import json
import pathlib
import re
import subprocess
import urllib.parse

IS_GOOD = True
TODAY = "2026-12-30"
SUMMARY = '{{< x >}} {: onclick=x} <b>short</b> " onload="alert(1)'
SCRIPT = "<script>alert(1)</script>"
FRONT = ("title: {title}\ntype: guide\nsummary: " + json.dumps(SUMMARY).replace("{", "{{")
         .replace("}", "}}") + "\n"
         "topics: [{topic}]\nauthors: ['<i>Ada</i> Example']\nlicense: CC-BY-4.0\n")
HOSTILE = """
<!-- kb: internal -->

# Part & <script>alert(1)</script> {{< x >}}

Text {: onclick="x" } and {{ x }} and {% x %} and {#x} `{{< x >}}` [run](javascript:alert(1)).

```html
{{< figure >}} {% include "x" %} {{#include /etc/passwd}}
```

- a
  - b with [two](two.md#steps-1)
    1. c

      text

Do:
- [the old page](old.md), [a draft](draft.md), ![a plan](plan.png), [nothing](nothing.md)

Setext heading
---

| a | b |
|---|---|
| {{ x }} | `{% x %}` |

<img src=x onerror=alert(1)> <details><summary>More</summary>

Inside.

</details>

[ref][two] and [two][].

[two]: two.md
"""


def tell(name, wrong=""):
    global IS_GOOD
    IS_GOOD &= not wrong
    print(f"{'FAILED' if wrong else 'ok'} {name}", flush=True)
    if wrong:
        print(f"  {wrong}")


def verdict():
    return 0 if IS_GOOD else 1


def library(root):
    """Articles that link to one another in every way, and try what no page may show."""
    (root / "kb").mkdir(parents=True)
    name = f'A: \\"library\\" {SCRIPT} {{{{ x }}}}'
    (root / "kb.toml").write_text(f'name = "{name}"\n', encoding="utf-8")

    def write(name, title, body, extra="", topic=f"'{{{{ x }}}} {SCRIPT}'"):
        front = FRONT.format(title=json.dumps(title), topic=topic)
        (root / f"kb/{name}.md").write_text(f"---\n{front}{extra}---\n{body}", encoding="utf-8")

    write("one", f'One: "<b>" {{{{ x }}}} # [y](z) {SCRIPT}', HOSTILE, "aliases: [former, Other Name]\n")
    write("two", "Two", "\n## Steps\n\nText.\n\n## Steps\n\nSee [one](one.md#setext-heading).\n",
          "review: {on: 2026-11-01, by: [Ben Example], every: 1 year}\n", "service-level")
    write("old", "Old", "\nOld text.\n", "status: retired\nsuperseded_by: two\n")
    write("gone", "Gone", "\nGone text.\n",
          "status: retired\nretired_on: 2026-01-01\nretired_reason: no longer true\n")
    write("draft", "Draft", "\nText.\n", "status: draft\n")
    (root / "kb/plan.png").write_bytes(b"\x89PNG\r\n")
    return root


def export(kb, target, root, site):
    """What is wrong with the export, and with a second one over it."""
    command = [kb, "export", target, "-C", root, "--today", TODAY, "--out", site]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return done.stdout + done.stderr
    again = subprocess.run([*command, "--format", "json"], capture_output=True, text=True)
    told = json.loads(again.stdout)
    changed = told["new"] + told["changed"] + told["removed"]
    return f"a second export changes {changed}" if changed else ""


def build(kb, target, name, root, folder, command, expected=None):
    """Exports, builds, and follows every link; where the built site lies.

    `command` makes the words that build the folder of an export into another folder; a warning
    that has the words `expected` is none.
    """
    site, built = folder / name, folder / f"{name}-built"
    tell(f"{name} is exported", export(kb, target, root, site))
    done = subprocess.run(command(site, built), capture_output=True, text=True)
    told = (done.stdout + done.stderr)[-2000:]
    warned = [line for line in told.splitlines() if re.search(r"\bWARN(ING)?\b", line)]
    is_quiet = done.returncode == 0 and all(expected and expected in line for line in warned)
    tell(f"{name} is built without a warning", "" if is_quiet else told)
    tell(f"every link and anchor of {name} leads somewhere", "\n  ".join(broken(built)[:20]))
    tell(f"{name} loads nothing from elsewhere", "\n  ".join(loads(built)[:20]))
    return built


def says(page, wanted):
    """What of `wanted` a page does not say."""
    text = page.read_text(encoding="utf-8")
    return ", ".join(each for each in wanted if each not in text)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.loads, self.runs = [], set(), [], []
        self.descriptions = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.runs += [key for key in attributes if key.startswith("on")]
        self.runs += [value for value in attributes.values() if "javascript:" in (value or "")]
        self.ids.update(attributes[key] for key in ("id", "name") if attributes.get(key))
        if attributes.get("href") and tag != "base":
            is_loaded = tag == "link" and attributes.get("rel") not in ("canonical", "alternate")
            (self.loads if is_loaded else self.links).append(attributes["href"])
        if tag == "meta" and attributes.get("name") == "description":
            self.descriptions.append(attributes.get("content"))
        if attributes.get("src"):
            self.loads.append(attributes["src"])


def pages(built):
    read = {}
    # A page for what is not found is served at any depth.
    for path in (it for it in built.rglob("*.html") if it.name != "404.html"):
        read[path] = Page()
        read[path].feed(path.read_text(encoding="utf-8"))
    return read


def broken(built):
    """The links that lead to no file or no anchor."""
    built = built.resolve()
    read, wrong, links = pages(built), [], 0
    for path, page in read.items():
        for link in page.links + page.loads:
            url = urllib.parse.urlsplit(link)
            if url.scheme or url.netloc:
                continue
            links += 1
            target = urllib.parse.unquote(url.path)
            start = built if target.startswith("/") else path.parent
            to = (start / target.lstrip("/")).resolve() if target else path
            to = to / "index.html" if to.is_dir() else to
            here = path.relative_to(built)
            if not to.is_file():
                wrong.append(f"{here}: {link} leads to no file")
            elif url.fragment and to in read:
                anchor = urllib.parse.unquote(url.fragment)
                if anchor not in read[to].ids and not anchor.startswith("__"):
                    wrong.append(f"{here}: {link} leads to no anchor")
    return wrong if links else ["no link at all"]


def loads(built):
    """What pages load from elsewhere."""
    found = {link for page in pages(built).values() for link in page.loads
             if urllib.parse.urlsplit(link).netloc}
    return sorted(found)


def runs(built):
    """What a page, or any page below a folder, would run because an article says so."""
    found = []
    for path in sorted(built.rglob("*.html")) if built.is_dir() else [built]:
        page = Page()
        text = path.read_text(encoding="utf-8")
        page.feed(text)
        told = page.runs + [mark for mark in ("<script>alert", "root:x:0") if mark in text]
        found += [f"{path.parent.name}/{path.name}: {each}" for each in told]
    return found


def described(path):
    """What is wrong with how a hostile page describes itself to search engines."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return "" if page.descriptions == [SUMMARY] else f"described as {page.descriptions}"


def shot(chromium, page, picture):
    """Takes a picture of a page; what went wrong."""
    command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               "--allow-file-access-from-files", "--window-size=1280,1400",
               f"--screenshot={picture}", pathlib.Path(page).resolve().as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    is_there = picture.is_file() and picture.stat().st_size > 10_000
    return "" if is_there else done.stderr[-1000:] or "no picture"
