#!/usr/bin/env python3
"""Validates plans in JSON against docs/plan.schema.json, and holds that no member is there that the schema does not describe.

usage: check_plan.py FILE...    (packages: requirements.txt)
"""
import json
import pathlib
import sys

import jsonschema

SCHEMA = pathlib.Path(__file__).parents[2] / "docs" / "plan.schema.json"


def closed(schema):
    """The schema without room for members that it does not describe: readers may find new ones, its tests may not."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
    elif isinstance(schema, list):
        schema = [closed(value) for value in schema]
    return schema


def main(files):
    validator = jsonschema.Draft202012Validator(closed(json.loads(SCHEMA.read_text(encoding="utf-8"))))
    faults = 0
    for file in files:
        plan = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        for error in validator.iter_errors(plan):
            print(f"{file}: {error.json_path}: {error.message}")
            faults += 1
    print(f"{len(files)} plans, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
