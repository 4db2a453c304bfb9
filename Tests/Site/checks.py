"""What is checked of one page in Chromium. Each check yields findings: its name, the page, the medium, what was found."""

import base64
import json
import os
import re
import subprocess
import tempfile
from urllib.parse import quote

from pages import Finding

HERE = os.path.dirname(os.path.abspath(__file__))
WIDE, PHONE, PAPER = 1280, 320, 718  # CSS px; paper: 190 mm, so that what fits the 182 mm of A4 within its margins is seen
# Rules whose outcome a medium can change; structure and names are judged once, in light.
COLOURS = ["color-contrast", "link-in-text-block"]
LIMIT = 6  # findings of one check on one page


def script(axe):
    """What runs in a page: axe-core and our own measures."""
    with open(axe, encoding="utf-8") as engine, open(os.path.join(HERE, "in_page.js"), encoding="utf-8") as own:
        return engine.read(), own.read()


class Checker:
    """Checks pages with one browser. `base` is where the site is served, `root` its folder."""

    def __init__(self, browser, base, root, scripts):
        self.browser, self.base, self.scripts = browser, base, scripts
        self.folder = "file://" + quote(os.path.realpath(root)) + "/"
        self.axe_runs = 0

    def look(self, call):
        return self.browser.evaluate("look." + call)

    def all(self, page):
        """Every check of a page of ours. The order matters: what disturbs the page comes last."""
        text = yield from self.loads(page)
        for run in (self.light, self.dark, self.phone, self.print, self.keyboard, self.paper):
            yield from run(page)
        yield from self.quiet(page, "afterwards", self.base)
        yield from self.policy(page)
        yield from self.alone(page, text)

    # Loading

    def loads(self, page):
        self.browser.show(WIDE)
        self.browser.open(self.base + quote(page.path))
        for source in self.scripts:
            self.browser.evaluate(source)
        text = self.look("text()")
        if not text.strip():
            yield Finding("empty", page.path, "light", "the page shows no text")
        yield from self.quiet(page, "loading", self.base)
        return text

    def alone(self, page, text):
        """The same page from a folder, without a server."""
        self.browser.show(WIDE)
        self.browser.open(self.folder + quote(page.path))
        yield from self.quiet(page, "file://", self.folder)
        if self.browser.evaluate("document.body.innerText") != text:
            yield Finding("file-url", page.path, "file://", "shows another text than from a server")

    def quiet(self, page, when, home):
        """Nothing is said on the console, nothing fails, nothing foreign is fetched, no dialog opens. Looks at each event once."""
        events, self.browser.events = self.browser.events, []
        for event in events:
            what = event["params"]
            method = event["method"]
            if method == "Runtime.consoleAPICalled":
                said = " ".join(str(part.get("value", part.get("description", ""))) for part in what["args"])
                yield Finding("console", page.path, when, "%s: %s" % (what["type"], said[:120]))
            elif method == "Runtime.exceptionThrown":
                yield Finding("console", page.path, when, what["exceptionDetails"]["text"][:120])
            elif method == "Log.entryAdded":
                yield Finding("console", page.path, when, "%s: %s" % (what["entry"]["level"], what["entry"]["text"][:160]))
            elif method == "Page.javascriptDialogOpening":
                yield Finding("dialog", page.path, when, "a dialog opened: %s" % what["message"][:80])
            elif method == "Network.requestWillBeSent" and not what["request"]["url"].startswith((home, "data:")):
                yield Finding("foreign", page.path, when, "asks for %s" % what["request"]["url"][:120])
            elif method == "Network.responseReceived" and what["response"]["status"] >= 400:
                yield Finding("request", page.path, when, "%d for %s" % (what["response"]["status"], what["response"]["url"]))
            elif method == "Network.loadingFailed" and not what.get("canceled"):
                yield Finding("request", page.path, when, "failed: %s" % (what.get("blockedReason") or what["errorText"]))

    # Media

    def light(self, page):
        yield from self.medium(page, "light", WIDE, rules=None)

    def dark(self, page):
        yield from self.medium(page, "dark", WIDE, rules=COLOURS, scheme="dark")

    def phone(self, page):
        yield from self.medium(page, "320 px", PHONE, rules=None)

    def print(self, page):
        yield from self.medium(page, "print", PAPER, rules=COLOURS, media="print")
        self.browser.show(round(182 / 25.4 * 96), media="print")
        yield from self.each("handout", page, "print", "crowded()")
        # A reader whose system is dark must not print dark, or white on white.
        light = self.look("paint()")
        self.browser.show(round(182 / 25.4 * 96), media="print", scheme="dark")
        if self.look("paint()") != light:
            yield Finding("paper", page.path, "print", "prints in other colours when the system is dark")

    def medium(self, page, label, width, rules, scheme="light", media="screen"):
        self.browser.show(width, scheme=scheme, media=media)
        yield from self.each("sideways", page, label, "sideways()")
        # As high as the page: what lies under a text is asked by point, which works inside the window only.
        self.browser.show(width, self.look("height()"), scheme, media)
        self.axe_runs += 1
        for rule, what in self.look("axe(%s)" % json.dumps(rules)):
            yield Finding(rule, page.path, label, what)
        yield from self.each("chart-contrast", page, label, "faintChartText()")
        yield from self.each("chart-overlap", page, label, "collidingChartText()")
        yield from self.each("chart-cut", page, label, "cutChartText()")

    def each(self, check, page, label, call):
        found = self.look(call)
        for what in found[:LIMIT]:
            yield Finding(check, page.path, label, what)
        if len(found) > LIMIT:
            yield Finding(check, page.path, label, "and %d more" % (len(found) - LIMIT))

    # Keyboard, paper, policy

    def keyboard(self, page):
        self.browser.show(WIDE)
        self.browser.press("Tab", 9)
        first = self.look("skip()")
        if not first["link"]:
            yield Finding("skip-link", page.path, "keyboard", "the first stop is %s, not a skip link" % first["name"])
        elif not first["seen"]:
            yield Finding("skip-link", page.path, "keyboard", "the skip link stays unseen when it has the focus")
        else:
            self.browser.press("Enter", 13, "\r")
            self.browser.press("Tab", 9)
            if not self.look("inMain()"):
                yield Finding("skip-link", page.path, "keyboard", "the skip link does not lead into the main part")
        yield from self.each("focus", page, "keyboard", "faintFocus()")

    def paper(self, page):
        """A4, no empty page; the handout on exactly two."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(base64.b64decode(self.browser.pdf()))
            file.flush()
            about = subprocess.run(["pdfinfo", file.name], capture_output=True, text=True, check=True).stdout
            texts = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True, check=True).stdout
        pages, size = int(re.search(r"Pages:\s+(\d+)", about)[1]), re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", about)
        if (round(float(size[1])), round(float(size[2]))) not in ((595, 842), (594, 841), (596, 842), (594, 842), (595, 841)):
            yield Finding("paper", page.path, "print", "a page is %s × %s pt, should be A4 (595 × 842)" % size.groups())
        empty = [str(number) for number, text in enumerate(texts.split("\f")[:pages], 1) if not text.strip()]
        if empty:
            yield Finding("paper", page.path, "print", "page %s of %d is empty" % (", ".join(empty), pages))
        if page.kind == "handout" and pages != 2:
            yield Finding("handout", page.path, "print", "prints on %d pages, should be 2" % pages)

    def policy(self, page):
        for directive in self.look("policy()"):
            yield Finding("policy", page.path, "light", "the page's policy did not stop: %s" % directive)
        # What the trial was told on the console is the policy at work.
        self.browser.events = []

    # Hostile names

    def hostile(self, page):
        """Only this: nothing runs, nothing is fetched, nothing is said; and the handout keeps its two pages."""
        self.browser.show(WIDE)
        for home in (self.base, self.folder):
            self.browser.open(home + quote(page.path))
            self.browser.evaluate(self.scripts[1])
            # A turn for whatever wants to run late: images that fail, timers, animations.
            self.browser.evaluate("new Promise((done) => setTimeout(done, 50))")
            for what in self.look("active()")[:LIMIT]:
                yield Finding("active", page.path, "page", what)
            yield from self.quiet(page, "file://" if home == self.folder else "served", home)
        self.browser.show(PHONE)
        yield from self.each("sideways", page, "320 px", "sideways()")
        if page.kind == "handout":
            yield from self.paper(page)
