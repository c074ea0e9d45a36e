#!/usr/bin/env python3
"""Holds JUnit XML against a parser and against what the schema of Jenkins' xUnit plug-in (junit-10.xsd) allows.

usage: check_junit.py FILE...    (packages: none)

Prints for each file its suites as JSON: the name, and of each case the name, the result and its text.
"""
import json
import sys
import xml.etree.ElementTree

# Of each element: the attributes that it may have, those that it must have, and its children in their order.
ELEMENTS = {
    "testsuites": ({"name"}, set(), ["testsuite"]),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped"}, {"name", "tests"},
        ["testcase", "system-out"]),
    "testcase": ({"name", "classname"}, {"name", "classname"}, ["error", "failure", "system-out"]),
    "error": ({"type", "message"}, set(), []),
    "failure": ({"type", "message"}, set(), []),
    "system-out": (set(), set(), []),
}


def check(element, path):
    allowed, needed, children = ELEMENTS[element.tag]
    found = set(element.keys())
    assert needed <= found <= allowed, f"{path}: the attributes are {sorted(found)}"
    order = [children.index(child.tag) for child in element]
    assert order == sorted(order), f"{path}: the children are out of order"
    for child in element:
        check(child, f"{path}/{child.tag}")


def results(suite):
    cases = []
    for case in suite.iter("testcase"):
        assert len(case) <= 1, "a case has two results"
        result = case[0] if len(case) else None
        cases.append({
            "name": case.get("name"), "class": case.get("classname"),
            "result": "passed" if result is None else result.tag,
            "text": "" if result is None else result.text})
    for count, tag in (("failures", "failure"), ("errors", "error")):
        assert int(suite.get(count)) == sum(case["result"] == tag for case in cases), f"{count} is miscounted"
    assert int(suite.get("tests")) == len(cases), "tests is miscounted"
    return {"name": suite.get("name"), "cases": cases, "output": suite.findtext("system-out") or ""}


def main(files):
    for file in files:
        root = xml.etree.ElementTree.parse(file).getroot()
        assert root.tag == "testsuites", "the root is another element"
        check(root, file)
        print(json.dumps([results(suite) for suite in root]))


if __name__ == "__main__":
    main(sys.argv[1:])
