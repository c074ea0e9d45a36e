#!/usr/bin/env python3
"""Takes the options of `community.windows.win_firewall_rule` out of the package `ansible`, as an argument spec in JSON.

usage: extract.py WHEEL > options.json
"""

import ast
import json
import sys
import zipfile

import yaml

MODULE = "ansible_collections/community/windows/plugins/modules/win_firewall_rule.py"
KEPT = ("type", "choices", "default", "aliases", "elements")


def main() -> None:
    """Prints the options."""
    with zipfile.ZipFile(sys.argv[1]) as archive:
        tree = ast.parse(archive.read(MODULE).decode())
    [documentation] = [
        ast.literal_eval(one.value)
        for one in tree.body
        if isinstance(one, ast.Assign) and one.targets[0].id == "DOCUMENTATION"
    ]
    options = yaml.safe_load(documentation)["options"]
    print(json.dumps({name: {key: one[key] for key in KEPT if key in one} for name, one in options.items()}, indent=1))


if __name__ == "__main__":
    main()
