#!/usr/bin/env python3
"""Reads a report of `lint` with programs that others wrote, and prints the findings that they see, as JSON.

usage: read_report.py FORMAT FILE    (packages: requirements.txt, requirements-reports.txt)

FORMAT is gitlab (held against gitlab.schema.json), checkstyle or junit (held against their XSD; junit read by junitparser),
or sarif (read by sarif-tools) and sarif-as-gitlab (what sarif-tools makes of it for GitLab). Of each finding are printed the
severity, the rule, the path, the line, and the message as far as the reader has them. A report that is refused ends it with status 1.
"""
import contextlib
import json
import pathlib
import sys
import tempfile
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).parent


def gitlab(file):
    import jsonschema

    report = json.loads(file.read_text(encoding="utf-8"))
    schema = json.loads((HERE / "gitlab.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    fingerprints = [finding["fingerprint"] for finding in report]
    assert len(set(fingerprints)) == len(fingerprints), "two findings have one fingerprint"
    return [degradation(finding) for finding in report]


def degradation(finding):
    return {
        "severity": finding["severity"], "rule": finding["check_name"], "path": finding["location"]["path"],
        "line": int(finding["location"]["lines"]["begin"]), "message": finding["description"]}


def checkstyle(file):
    import xmlschema

    xmlschema.validate(file, HERE / "checkstyle.xsd")
    return [
        {
            "severity": error.get("severity"), "rule": error.get("source"), "path": of.get("name"),
            "line": int(error.get("line")), "message": error.get("message")}
        for of in xml.etree.ElementTree.parse(file).getroot() for error in of]


def junit(file):
    import junitparser
    import xmlschema

    xmlschema.validate(file, HERE / "junit.xsd")
    found = []
    for suite in junitparser.JUnitXml.fromfile(str(file)):
        counts = (suite.tests, suite.failures, suite.errors)
        suite.update_statistics()
        assert counts == (suite.tests, suite.failures, suite.errors), f"{suite.name}: the counts are wrong"
        for case in suite:
            for result in case.result:
                rule, _, place = case.name.partition(" at ")
                found.append({
                    "severity": result.type, "rule": rule, "path": place, "line": None, "message": result.message})
    return found


def sarif(file):
    from sarif import loader

    found = []
    for record in loader.load_sarif_file(str(file)).get_records():
        found.append({
            "severity": record["Severity"], "rule": record["Code"], "path": record["Location"], "line": int(record["Line"]),
            "message": record["Description"]})
    return found


def sarif_as_gitlab(file):
    from sarif import loader
    from sarif.operations import codeclimate_op

    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "codeclimate.json"
        files = loader.load_sarif_files(str(file))
        with contextlib.redirect_stdout(sys.stderr):
            codeclimate_op.generate(files, str(made), False)
        return [degradation(finding) for finding in json.loads(made.read_text(encoding="utf-8"))]


def main(name, file):
    readers = {
        "gitlab": gitlab, "checkstyle": checkstyle, "junit": junit, "sarif": sarif, "sarif-as-gitlab": sarif_as_gitlab}
    print(json.dumps(readers[name](pathlib.Path(file))))


if __name__ == "__main__":
    main(*sys.argv[1:])
