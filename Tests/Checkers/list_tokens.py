"""Lists what parsers see in scripts beside comments, so that two scripts can be compared.

usage: list_tokens.py FILE...

Prints a JSON list with an object for each file: whether a parser finds an error, and the tokens. PowerShell scripts
(.ps1) are read by two parsers, batch files (.bat) by one; of XML files the names of the sites are listed, as expat reads
them, and of JSON files the names in the findings, as Python reads them.
"""

import json
import re
import sys
import xml.etree.ElementTree
from pathlib import Path

import tree_sitter
import tree_sitter_batch
import tree_sitter_powershell
import tree_sitter_pwsh

LANGUAGES = {".ps1": [tree_sitter_powershell, tree_sitter_pwsh], ".bat": [tree_sitter_batch]}
# Comments that mean something to PowerShell all the same.
DIRECTIVE = re.compile(rb"#\s*(requires|sig\b)", re.IGNORECASE)


def tokens(node):
    if node.type == "comment":
        if DIRECTIVE.match(node.text) and not node.text.startswith(b"# Requires"):
            yield node.text.decode("latin-1")
    elif node.child_count == 0:
        if node.text.strip():
            yield f"{node.type} {node.text.decode('latin-1')}"
    else:
        for child in node.children:
            yield from tokens(child)


def read(path):
    ending = Path(path).suffix
    data = Path(path).read_bytes()
    if ending == ".xml":
        root = xml.etree.ElementTree.fromstring(data)
        return {"error": False, "tokens": [site.get("name") for site in root.iter("site")]}
    if ending == ".json":
        return {"error": False, "tokens": [finding["site"] for finding in json.loads(data)["findings"]]}
    found = {"error": False, "tokens": []}
    for language in LANGUAGES[ending]:
        root = tree_sitter.Parser(tree_sitter.Language(language.language())).parse(data).root_node
        found["error"] = found["error"] or root.has_error
        found["tokens"] += list(tokens(root))
    return found


if __name__ == "__main__":
    print(json.dumps([read(path) for path in sys.argv[1:]]))
