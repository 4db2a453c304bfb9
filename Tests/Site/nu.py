"""The Nu HTML checker over all pages and stylesheets of one or more sites, in one run of Java."""

import json
import os
import re
import subprocess
from urllib.parse import unquote, urlsplit

from pages import Finding

# The jar on PyPI is of 2020: what it does not know but Chromium does is not a fault of ours.
UNKNOWN = re.compile(r"^CSS: “([a-z-]+)”: Property “[a-z-]+” doesn't exist")


# Said of text that is odd on purpose, on a page whose structure is whole.
ODD_TEXT = re.compile(r"composing character|Private Use Area|Forbidden code point|Empty heading|Normalization Form C")


class Broken(Exception):
    """The checker itself did not run."""


def check(jar, folder, paths):
    """Messages about `paths` in `folder`: errors and warnings, as (path, line, message)."""
    command = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--format", "json", "--stdout",
               "--exit-zero-always", "--also-check-css"]
    run = subprocess.run(command + ["./" + path for path in paths], cwd=folder, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(run.stdout)["messages"]
    except (ValueError, KeyError):
        raise Broken("the Nu HTML checker gave no answer: %s" % run.stderr.strip()[:200]) from None
    prefix = folder.rstrip("/") + "/"
    for message in messages:
        if message["type"] == "error" or message["type"] == "non-document-error" or message.get("subType") == "warning":
            path = os.path.normpath(unquote(urlsplit(message.get("url", "")).path))
            yield path[len(prefix):] if path.startswith(prefix) else path, message.get("lastLine", 0), message["message"]


def findings(messages, browser, hostile=False):
    """The messages that stand, once Chromium has said which properties of CSS it knows."""
    messages = list(messages)
    names = sorted({UNKNOWN.match(text)[1] for _, _, text in messages if UNKNOWN.match(text)})
    known = set(browser.evaluate("look.supports(%s)" % json.dumps(names)))
    for path, line, text in messages:
        match = UNKNOWN.match(text)
        if not (match and match[1] in known) and not (hostile and ODD_TEXT.search(text)):
            yield Finding("nu", path, "line %d" % line, text[:200])
