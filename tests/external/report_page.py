"""Loads `kb report --format html` in headless Chromium: light and dark, wide and narrow, on paper.

Talks to Chromium over a pipe, so that no port is opened. Arguments: kb, Chromium, axe.min.js, and
a folder for pictures if they are wanted.
"""
import base64
import fcntl
import json
import os
import pathlib
import subprocess
import sys
import tempfile

KB, CHROMIUM, AXE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PICTURES = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
SHIPPED = pathlib.Path(__file__).resolve().parents[2]
TODAY = "2026-12-30"
HOSTILE = 'a </title><script>alert(1)</script> <img src=//example.org/x onerror=alert(1)> & "q" \''
# The rules of WCAG 2.2, A and AA, and what axe-core holds for good practice beside them.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IS_GOOD = True


def tell(name, wrong=""):
    global IS_GOOD
    IS_GOOD &= not wrong
    print(f"{'FAILED' if wrong else 'ok'} {name}", flush=True)
    if wrong:
        print(f"  {wrong}")


class Browser:
    """Chromium, by its DevTools protocol over file descriptors 3 and 4."""

    def __init__(self, profile):
        (their_in, self.out), (self.into, their_out) = os.pipe(), os.pipe()
        # Out of the way of 3 and 4.
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (their_in, their_out)]
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 "--no-first-run", "--disable-background-networking",
                 f"--user-data-dir={profile}", "--remote-debugging-pipe"]

        def hand_over():
            os.dup2(theirs[0], 3)
            os.dup2(theirs[1], 4)

        self.process = subprocess.Popen([CHROMIUM, *flags], pass_fds=(3, 4),
                                        preexec_fn=hand_over, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for fd in (their_in, their_out, *theirs):
            os.close(fd)
        self.number, self.rest, self.events, self.session = 0, b"", [], None
        target = self("Target.createTarget", url="about:blank")["targetId"]
        attached = self("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self(f"{domain}.enable")

    def __call__(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        while b"\0" not in self.rest:
            read = os.read(self.into, 1 << 16)
            if not read:
                raise RuntimeError("Chromium ended")
            self.rest += read
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def open(self, page, width, scheme):
        self("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
             mobile=False)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self("Emulation.setEmulatedMedia", features=[feature])
        self.events.clear()
        self("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def value(self, expression):
        answer = self("Runtime.evaluate", expression=expression, awaitPromise=True,
                      returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def complaints(self):
        """What the page said in the console, and what it asked others for."""
        found = []
        for event in self.events:
            method, told = event.get("method"), event.get("params", {})
            if method == "Network.requestWillBeSent":
                url = told["request"]["url"]
                if not url.startswith(("file://", "data:")):
                    found.append(f"asks for {url}")
            elif method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown",
                            "Log.entryAdded", "Page.javascriptDialogOpening"):
                found.append(f"{method}: {json.dumps(told)[:300]}")
        return found

    def violations(self):
        self.value(AXE.read_text(encoding="utf-8") + "; 0")
        options = json.dumps({"runOnly": {"type": "tag", "values": AXE_TAGS}})
        found = self.value(f"axe.run(document, {options}).then(it => it.violations.map(it => "
                           "it.id + ': ' + it.nodes.map(it => it.html).slice(0, 3).join(' ')))")
        passed = self.value("axe.run().then(it => it.passes.map(it => it.id))")
        if "color-contrast" not in passed:
            found.append("axe-core did not judge contrast")
        return found

    def close(self):
        self.session = None
        self("Browser.close")
        self.process.wait(timeout=30)


def library(root):
    """Articles in every state, with many owners, long names and hostile words."""
    (root / "kb").mkdir(parents=True)
    (root / "kb.toml").write_text(f"name = {json.dumps(HOSTILE)}\n", encoding="utf-8")
    people = "ada: {name: Ada Example}\ndesk: {name: The desk, kind: team}\n"
    (root / "kb/people.yaml").write_text(people, encoding="utf-8")
    reviewed = ["2026-12-01", "2026-01-05", "2025-12-20", "2025-06-01", "2020-01-01", None]
    topics = ["incident", HOSTILE, "averyverylongnameofatopicthatnobodywouldeverwrite" * 2]
    for index in range(60):
        day = reviewed[index % 6]
        review = f"review: {{on: {day}, by: [B. Reader], every: 1 year}}\n" if day else ""
        status = "status: retired\n" if index % 11 == 0 else ""
        owner = ["ada", "desk", "bob", HOSTILE][index % 4]
        text = (f"---\ntitle: {json.dumps(HOSTILE)}\ntype: {['guide', 'need'][index % 2]}\n"
                f"topics: [{json.dumps(topics[index % 3])}]\nowner: {json.dumps(owner)}\n"
                f"license: CC-BY-4.0\n{review}{status}---\n\nText.\n")
        (root / f"kb/article-{index:02}.md").write_text(text, encoding="utf-8")
    day = "2021-01-01T12:00:00Z"
    names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}
    days = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "all"]):
        subprocess.run(["git", "-C", root, *command], check=True,
                       env={**os.environ, **names, **days})
    return root


def page_of(name, root, folder):
    page = folder / f"{name}.html"
    command = [KB, "report", "-C", root, "--format", "html", "--today", TODAY]
    page.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return page


def check(browser, page):
    name = page.stem
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            browser.open(page, width, scheme)
            wrong = browser.complaints()
            wide = browser.value("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append(f"{wide} pixels wide")
            wrong += browser.violations()
            tell(f"{name} in {scheme}, {width} pixels wide", "\n  ".join(wrong))
            if PICTURES:
                shot = browser("Page.captureScreenshot", captureBeyondViewport=True)
                picture = PICTURES / f"{name}-{scheme}-{width}.png"
                picture.write_bytes(base64.b64decode(shot["data"]))
    scripts = browser.value("document.scripts.length + document.images.length")
    levels = browser.value("[...document.querySelectorAll('h1,h2,h3')].map(it => it.tagName)"
                           ".join(' ')")
    wrong = "" if scripts == 0 else f"{scripts} scripts or images"
    if not levels.startswith("H1 H2") or "H1" in levels[2:]:
        wrong += f"headings: {levels}"
    tell(f"{name} has no script, no image and headings in order", wrong)
    paper = base64.b64decode(browser("Page.printToPDF", preferCSSPageSize=True)["data"])
    tell(f"{name} is printed", "" if paper.startswith(b"%PDF") else "no PDF")
    if PICTURES:
        (PICTURES / f"{name}.pdf").write_bytes(paper)


def check_the_check(browser, folder):
    """A page with faults is found out, so that a page without is one."""
    page = folder / "faulty.html"
    page.write_text("<html><body><p style='color:#aaa;width:900px'>grey</p>"
                    "<img src='https://127.0.0.1:1/x'><script>console.error(1)</script>",
                    encoding="utf-8")
    browser.open(page, 320, "light")
    wrong = " ".join(browser.complaints() + browser.violations())
    wanted = ["asks for https:", "consoleAPICalled", "color-contrast", "html-has-lang"]
    missing = [each for each in wanted if each not in wrong]
    if browser.value("document.documentElement.scrollWidth") <= 320:
        missing.append("width")
    tell("faults of a page are found", f"not found: {missing} in {wrong}" if missing else "")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        browser = Browser(folder / "profile")
        check_the_check(browser, folder)
        empty = folder / "none"
        empty.mkdir()
        check(browser, page_of("shipped", SHIPPED, folder))
        check(browser, page_of("hostile", library(folder / "library"), folder))
        check(browser, page_of("empty", empty, folder))
        browser.close()
    return 0 if IS_GOOD else 1


sys.exit(main())
