#!/usr/bin/env python3
"""Renders GitHub Flavored Markdown from standard input and prints what came out, as JSON.

usage: render_markdown.py < FILE    (packages: requirements-notes.txt)

Printed are the tables, each a list of rows of cell texts; the headings; the texts of code spans; the targets of links;
the names of all elements; and the text that stands in no code span and no link.
"""
import html.parser
import json
import sys

import cmarkgfm
from cmarkgfm.cmark import Options


class Reader(html.parser.HTMLParser):
    """Collects from HTML what the tests ask about."""

    def __init__(self):
        super().__init__()
        self.tables, self.headings, self.codes, self.links = [], [], [], []
        self.elements = set()
        self.texts = []
        self.plain, self.kept = "", 0

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag == "a":
            self.links.append(dict(attributes).get("href"))
        self.kept += tag in ("code", "a")
        if tag in ("td", "th", "h1", "h2", "h3", "code"):
            self.texts.append("")

    def handle_endtag(self, tag):
        self.kept -= tag in ("code", "a")
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.texts.pop())
        elif tag in ("h1", "h2", "h3"):
            self.headings.append(self.texts.pop())
        elif tag == "code":
            text = self.texts.pop()
            self.codes.append(text)
            self.handle_data(text, is_kept=True)

    def handle_data(self, data, is_kept=False):
        if not self.kept and not is_kept:
            self.plain += data
        if self.texts:
            self.texts[-1] += data


def main():
    text = sys.stdin.buffer.read().decode("utf-8")
    # Nothing is taken out of the text, so that whatever got through shows.
    reader = Reader()
    reader.feed(cmarkgfm.markdown_to_html_with_extensions(
        text, options=Options.CMARK_OPT_UNSAFE, extensions=["table", "autolink", "strikethrough", "tasklist"]))
    found = {name: getattr(reader, name) for name in ("tables", "headings", "codes", "links", "plain")}
    print(json.dumps(found | {"elements": sorted(reader.elements)}))


if __name__ == "__main__":
    main()
