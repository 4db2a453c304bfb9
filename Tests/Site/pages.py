"""The folder of a site: its pages, what kind each is, and what can be said of them without a browser."""

import os
import re
from collections import namedtuple
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
KINDS = ("edition", "week", "handout", "trace", "roadmap", "pitfalls", "action-plan", "quality", "definitions", "archive")
LANGUAGES = ("nl", "en")

Finding = namedtuple("Finding", "check path where what")
Page = namedtuple("Page", "path kind language")


def kind_of(path):
    """index.html → edition, 2026/w47/trace.html → trace, the same under en/; any other page is a kind of its own."""
    rest = path[3:] if path.startswith("en/") else path
    week = re.fullmatch(r"\d{4}/w\d\d/(.+)\.html", rest)
    if week:
        return "week" if week[1] == "index" else week[1]
    return "edition" if rest == "index.html" else rest[:-len(".html")]


class Site:
    def __init__(self, root):
        self.root = os.path.realpath(root)
        self.files = sorted(
            os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, "/")
            for folder, _, names in os.walk(self.root) for name in names)
        self.pages = [
            Page(path, kind_of(path), "en" if path.startswith("en/") else "nl") for path in self.files if path.endswith(".html")]

    def file(self, path):
        return os.path.join(self.root, path)

    def sample(self):
        """Of each kind and language the newest page and the one in the middle."""
        groups = {}
        for page in self.pages:
            groups.setdefault((page.kind, page.language), []).append(page)
        chosen = []
        for key in sorted(groups, key=lambda key: (KINDS.index(key[0]) if key[0] in KINDS else len(KINDS), key)):
            group = groups[key]
            chosen += [group[-1]] + ([group[(len(group) - 1) // 2]] if len(group) > 1 else [])
        return chosen

    def missing_kinds(self):
        there = {(page.kind, page.language) for page in self.pages}
        return [
            Finding("kind", "-", language, "no page of the kind %s" % kind)
            for language in LANGUAGES for kind in KINDS if (kind, language) not in there]


class Source(HTMLParser):
    """One page as it is written: ids, references and what no page may hold."""

    REFERENCES = ("href", "src", "poster", "data", "xlink:href")
    # Where url(…) is more than text.
    PAINTED = ("fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end", "style")
    IDENTIFIERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "headers", "for")

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.references, self.named, self.faults = set(), [], [], []
        self.language = self.policy = None
        self.alternates = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        values, line = dict(attributes), self.getpos()[0]
        for key, value in attributes:
            value = value or ""
            if key == "id":
                self.ids.add(value)
            elif key in self.REFERENCES:
                self.references.append((line, tag, value.strip()))
            elif key in self.IDENTIFIERS:
                self.named += [(line, key, name) for name in value.split()]
            elif key == "style" or key.startswith("on"):
                self.faults.append(("inline", line, "<%s %s=…>" % (tag, key)))
            if key in self.PAINTED:
                self.references += [(line, tag, url) for url in re.findall(r"url\(['\"]?([^'\")]+)", value)]
        if tag in ("script", "style", "iframe", "object", "embed", "base", "form"):
            self.faults.append(("inline", line, "<%s>" % tag))
        if tag == "html":
            self.language = values.get("lang")
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "content-security-policy":
            self.policy = values.get("content")
        if tag == "link" and values.get("hreflang"):
            self.alternates[values["hreflang"]] = values.get("href") or ""


def target(path, url):
    """Where a reference leads: (path in the site, fragment); None for addresses of another kind; ".." when it leaves the site."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    joined = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path))) if parts.path else path
    return joined.replace(os.sep, "/"), unquote(parts.fragment)


def check_source(site):
    """Every page and stylesheet: references resolve, nothing foreign is fetched, the policy is the agreed one."""
    sources, files = {}, set(site.files)
    for page in site.pages:
        with open(site.file(page.path), encoding="utf-8") as file:
            sources[page.path] = Source(file.read())
    for page in site.pages:
        yield from check_page(page, sources, files)
    for path in site.files:
        if path.endswith(".css"):
            with open(site.file(path), encoding="utf-8") as file:
                text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
            for url in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", text):
                yield from check_reference(path, 0, "link", url[0] or url[1], sources, files)


def check_page(page, sources, files):
    source = sources[page.path]
    for check, line, what in source.faults:
        yield Finding(check, page.path, "line %d" % line, what)
    if source.policy != POLICY:
        yield Finding("policy", page.path, "head", "the Content-Security-Policy is %r" % source.policy)
    if source.language != page.language:
        yield Finding("language", page.path, "html", "lang is %r, should be %r" % (source.language, page.language))
    for language, url in sorted(source.alternates.items()):
        other = target(page.path, url)
        back = sources.get(other[0]) if other else None
        if back and language != back.language:
            yield Finding("language", page.path, "head", "hreflang=%s leads to a page in %r" % (language, back.language))
    for line, key, name in source.named:
        if name not in source.ids:
            yield Finding("link", page.path, "line %d" % line, "%s names #%s, which is not in the page" % (key, name))
    for line, tag, url in source.references:
        yield from check_reference(page.path, line, tag, url, sources, files)


def check_reference(path, line, tag, url, sources, files):
    where, found = "line %d" % line if line else "css", target(path, url)
    if found is None:
        scheme = urlsplit(url).scheme.lower()
        if tag not in ("a",) and url != "data:,":
            yield Finding("foreign", path, where, "<%s> fetches %s" % (tag, url[:80]))
        elif scheme not in ("https", "http", "mailto", "data", ""):
            yield Finding("link", path, where, "an address of the kind %s:" % scheme)
    elif found[0].startswith("..") or urlsplit(url).path.startswith("/"):
        yield Finding("link", path, where, "%s leads out of the site" % url[:80])
    elif found[0] not in files:
        yield Finding("link", path, where, "%s leads nowhere" % url[:80])
    elif found[1] and found[0] in sources and found[1] not in sources[found[0]].ids:
        yield Finding("link", path, where, "%s: there is no id %s" % (url[:80], found[1]))
