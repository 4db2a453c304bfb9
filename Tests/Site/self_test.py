"""Plants one defect at a time in a small site that has none, and asks for the finding."""

import os
import shutil
import tempfile
import time

import checks
import chromium
import nu
from pages import Site, check_source

FIXTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixture")
PAGE, HANDOUT, STYLE = "index.html", "2026/w47/handout.html", "style.css"
RUN = "<script>window.x = 1</script>"

# (what, file, text, replacement, checks that must find it)
BROWSER = [
    ("nothing", PAGE, "", "", ()),
    ("nothing", HANDOUT, "", "", ()),
    ("an image without a text", PAGE, "<figure>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9" height="9"><figure>', ("image-alt",)),
    ("a link without a text", PAGE, ">tabel als CSV<", "><", ("link-name",)),
    ("a chart without a name", PAGE, ' aria-labelledby="caption"', "", ("svg-img-alt",)),
    ("text too faint", STYLE, "--ink: #1a1d20", "--ink: #999", ("color-contrast",)),
    ("text too faint in the dark", STYLE, "--ink: #e9e6df", "--ink: #444", ("color-contrast",)),
    ("text too faint on paper", STYLE, "--ink: #000", "--ink: #aaa", ("color-contrast",)),
    ("text too faint in a chart", STYLE, "--on-bar: #fff; }\n@media (p", "--on-bar: #08435a; }\n@media (p", ("chart-contrast",)),
    ("texts of a chart over each other", PAGE, 'x="120" y="60"', 'x="48" y="62"', ("chart-overlap",)),
    ("text beyond the edge of a chart", PAGE, 'x="120" y="60"', 'x="290" y="60"', ("chart-cut",)),
    ("a page wider than a phone", STYLE, "figure {", "figure { width: 500px;", ("sideways",)),
    ("a box that scrolls out of reach", PAGE, ' tabindex="0"', "", ("scrollable-region-focusable",)),
    ("a focus that is not seen", STYLE, "outline: 3px solid var(--ink)", "outline: none", ("focus",)),
    ("no skip link", PAGE, '<a class="skip" href="#content">Naar de inhoud</a>', "", ("skip-link",)),
    ("a skip link that stays away", STYLE, ".skip:focus { left: 1rem;", ".skip:focus { left: -98rem;", ("skip-link",)),
    ("a skip link that leads elsewhere", PAGE, "#content", "#top", ("skip-link",)),
    ("a script in the page", PAGE, "<figure>", RUN + "<figure>", ("console",)),
    ("a style in the page", PAGE, "<figure>", '<figure style="margin: 0">', ("console",)),
    ("an error on the console", PAGE, "default-src 'none';", "default-src 'none'; nonsense-src x;", ("console",)),
    ("a policy that lets scripts run", PAGE, "default-src 'none';", "default-src 'none'; script-src 'unsafe-inline';", ("policy",)),
    ("an image from elsewhere", PAGE, "<figure>", '<img alt="x" src="https://example.com/x.png"><figure>', ("console", "foreign")),
    ("a stylesheet that is not there", PAGE, 'href="style.css"', 'href="styles.css"', ("request",)),
    ("a page without text", STYLE, "body {", "body > * { display: none !important; } body {", ("empty",)),
    ("a third page", HANDOUT, "</main>", '<section class="sheet"><p>Nog iets.</p></section></main>', ("handout",)),
    ("one page", STYLE, "break-before: page;", "height: 2mm;", ("handout",)),
    ("more than a sheet holds", HANDOUT, "<p>Twaalf euro.</p>", "<p>Twaalf euro.</p>" * 60, ("handout",)),
    ("no room for notes", STYLE, ".notes-box { height: 30mm; }", ".notes-box { height: 9mm; }", ("handout",)),
    ("another paper", STYLE, "size: A4", "size: letter", ("paper",)),
    ("an empty page", STYLE, ".sheet { height: 270mm; overflow: hidden; }", ".last { break-before: page; visibility: hidden; }", ("paper",)),
    ("dark on paper", STYLE, "--paper: #fff; --ink: #000;", "--ink: #000;", ("paper",)),
]
SOURCE = [
    ("nothing", PAGE, "", "", ()),
    ("a broken link", PAGE, 'href="data.csv"', 'href="date.csv"', ("link",)),
    ("a broken anchor", PAGE, "#besluiten", "#besluit", ("link",)),
    ("a link out of the site", PAGE, 'href="data.csv"', 'href="../../data.csv"', ("link",)),
    ("a link that runs", PAGE, 'href="data.csv"', 'href="javascript:x()"', ("link",)),
    ("a label that names nothing", PAGE, 'aria-labelledby="caption"', 'aria-labelledby="captions"', ("link",)),
    ("a script", PAGE, "<figure>", RUN + "<figure>", ("inline",)),
    ("a style", PAGE, "<figure>", '<figure style="margin: 0">', ("inline",)),
    ("a handler", PAGE, "<figure>", '<figure onclick="x()">', ("inline",)),
    ("another policy", PAGE, "img-src 'self' data:", "img-src *", ("policy",)),
    ("another language", PAGE, 'lang="nl"', 'lang="en"', ("language",)),
    ("an image from elsewhere", PAGE, "<figure>", '<img alt="x" src="//example.com/x.png"><figure>', ("foreign",)),
    ("a font from elsewhere", STYLE, "figure {", "@font-face { src: url(https://example.com/x.woff2); } figure {", ("foreign",)),
]
NU = [
    ("nothing", PAGE, "", "", ()),
    ("an element left open", PAGE, "</figure>", "", ("nu",)),
    ("an id twice", PAGE, 'id="caption"', 'id="content"', ("nu",)),
    ("a property that does not exist", STYLE, "figure {", "figure { colour: red;", ("nu",)),
    ("a value that does not exist", STYLE, "figure {", "figure { margin: 1remm;", ("nu",)),
]
HOSTILE = [
    ("nothing", PAGE, "", "", ()),
    ("a script that runs", PAGE, "default-src 'none'; style-src 'self'; img-src 'self' data:", "x", ("active", "dialog")),
    ("an image that fails and runs", PAGE, "default-src 'none'; style-src 'self'; img-src 'self' data:", "x", ("active", "request")),
    ("a link that runs", PAGE, 'href="data.csv"', 'href="java&#9;script:alert(1)"', ("active",)),
    ("a script that is stopped", PAGE, "<figure>", RUN + "<figure>", ("active", "console")),
    ("a third page", HANDOUT, "</main>", '<section class="sheet"><p>Nog iets.</p></section></main>', ("handout",)),
]
# Beside the policy that is taken away: what then runs.
MORE = {
    "a script that runs": ("<figure>", "<script>alert(1)</script><figure>"),
    "an image that fails and runs": ("<figure>", '<img alt="x" src="https://example.com/x.png" onerror="x()"><figure>'),
}


def plant(folder, number, defect):
    what, path, old, new, _ = defect
    site = os.path.join(folder, str(number))
    shutil.copytree(FIXTURE, site)
    for before, after in ((old, new), MORE.get(what, ("", ""))):
        with open(os.path.join(site, path), encoding="utf-8") as file:
            text = file.read()
        if before not in text:
            raise chromium.Defect("self-test: %s: %r is not in %s" % (what, before, path))
        with open(os.path.join(site, path), "w", encoding="utf-8") as file:
            file.write(text.replace(before, after, 1))
    return Site(site)


def judge(group, defect, found):
    """The untouched site gives nothing; a defect gives all the findings that are asked for."""
    what, _, _, _, wanted = defect
    checks_found = sorted({one.check for one in found})
    right = not checks_found if not wanted else set(wanted) <= set(checks_found)
    print("%s %-8s %-36s %s" % ("✓" if right else "✗", group, what, ", ".join(checks_found) or "nothing found"), flush=True)
    return right


def run(path, serve, scripts, jar):
    start, results, folder = time.monotonic(), [], tempfile.mkdtemp(prefix="peil-self-test-")
    try:
        with chromium.Chromium(path) as browser:
            for group, defects in (("browser", BROWSER), ("hostile", HOSTILE)):
                for number, defect in enumerate(defects):
                    site = plant(os.path.join(folder, group), number, defect)
                    server, base = serve(site.root)
                    checker = checks.Checker(browser, base, site.root, scripts)
                    page = next(page for page in site.pages if page.path == (HANDOUT if defect[1] == HANDOUT or "handout" in defect[4] else PAGE))
                    results.append(judge(group, defect, list(checker.all(page) if group == "browser" else checker.hostile(page))))
                    server.shutdown()
                    server.server_close()
            for number, defect in enumerate(SOURCE):
                results.append(judge("source", defect, list(check_source(plant(os.path.join(folder, "source"), number, defect)))))
            sites = [plant(os.path.join(folder, "nu"), number, defect) for number, defect in enumerate(NU)]
            paths = [os.path.relpath(site.file(file), folder) for site in sites for file in (PAGE, HANDOUT, STYLE)]
            found = list(nu.findings(nu.check(jar, folder, paths), browser))
            for number, defect in enumerate(NU):
                results.append(judge("nu", defect, [one for one in found if one.path.startswith("nu/%d/" % number)]))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("%d of %d as expected, %.0f s" % (sum(results), len(results), time.monotonic() - start))
    return 0 if all(results) else 1
