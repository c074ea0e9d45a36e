#!/usr/bin/env python3
"""Validates JSON against docs/schemas/NAME.schema.json, and holds that no member is there that the schema does not describe.

usage: check_schema.py NAME FILE...    (packages: requirements.txt)
"""
import json
import pathlib
import sys

import jsonschema
from check_plan import closed

FOLDER = pathlib.Path(__file__).parents[2] / "docs" / "schemas"


def main(name, files):
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema))
    faults = 0
    for file in files:
        document = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        for error in validator.iter_errors(document):
            print(f"{file}: {error.json_path}: {error.message[:300]}")
            faults += 1
    print(f"{len(files)} documents, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
