"""Reads files before and after fixes with Python's own reader of XML, and holds what changed against what was said.

Usage: check_fixes.py CASES.json
"""

import json
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter


def holder(root, change):
    """The element in which a change belongs."""
    if change["level"] == "server":
        return root
    sites = [site for sites in root.iter("sites") for site in sites.findall("site")]
    if change["level"] == "site":
        return sites[int(change["site"])]
    return next(root.iter("siteDefaults"))


def settings(root):
    """Every attribute with the names of the elements around it, and how often each is there."""
    found = Counter()

    def walk(element, path):
        path = path + (element.tag,)
        for name, value in element.attrib.items():
            found[path, name, value] += 1
        for child in element:
            walk(child, path)

    walk(root, ())
    return found


def check(case):
    after = ElementTree.fromstring(bytes(case["after"]))
    wanted = set()
    for change in case["changes"]:
        element = holder(after, change)
        for name in change["path"].split("/"):
            inner = element.findall(name)
            assert inner, f"no <{name}> in <{element.tag}>"
            element = inner[-1]
        for name, value in change["values"].items():
            assert element.get(name) == value, f"{name} is {element.get(name)!r}, not {value!r}"
            wanted.add((name, value))
    if not case["isOfSettingsOnly"]:
        return
    before = ElementTree.fromstring(bytes(case["before"]))
    old, new = settings(before), settings(after)
    for (path, name, value), count in (new - old).items():
        assert (name, value) in wanted, f"{'/'.join(path)}@{name} became {value!r}"
    for (path, name, value), count in (old - new).items():
        assert name in {name for name, _ in wanted}, f"{'/'.join(path)}@{name}={value!r} is gone"


with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
failed = 0
for case in cases:
    try:
        check(case)
    except (AssertionError, ElementTree.ParseError, LookupError) as fault:
        failed += 1
        print(f"{case['name']}: {fault}")
print(f"{len(cases) - failed} checked")
sys.exit(1 if failed else 0)
