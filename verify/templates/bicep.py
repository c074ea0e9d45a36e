"""Reads the rules of a Bicep file with two parsers: one for its syntax and its literals, one for its values."""

from typing import Any

import pycep
import tree_sitter
import tree_sitter_bicep

LITERALS = {"string", "number", "array"}
"""What a member of a rule may be; a word without quotes would name something."""


class Wrong(Exception):
    """Why a file cannot be read."""


def rules(text: str) -> dict[str, dict[str, Any]]:
    """The properties of each rule, by its name."""
    check_syntax(text)
    resources = pycep.BicepParser().parse(text=text)["resources"]
    groups = [name for name, one in resources.items() if one["existing"]]
    found, done = {}, set()
    for name, one in resources.items():
        if one["existing"]:
            continue
        config = one["config"]
        if one["type"] != "Microsoft.Network/networkSecurityGroups/securityRules" or config["parent"] not in groups:
            raise Wrong(f"{name} is no rule of the group")
        if not set(config.get("dependsOn", [])) <= done:
            raise Wrong(f"{name} waits for what does not stand before it")
        done.add(name)
        found[config["name"]] = config["properties"]
    return found


def check_syntax(text: str) -> None:
    """Refuses what is no Bicep, and properties that are no literals."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bicep.language()))
    tree = parser.parse(text.encode())
    if tree.root_node.has_error:
        raise Wrong("the file is no Bicep")
    for member in descendants(tree.root_node, "object_property"):
        name, value = member.named_children[0].text, member.named_children[-1]
        if name == b"properties":
            for inner in descendants(value, "object_property"):
                kind = inner.named_children[-1].type
                if kind not in LITERALS:
                    raise Wrong(f"{inner.text.decode()} holds a {kind}")


def descendants(node: tree_sitter.Node, kind: str) -> list[tree_sitter.Node]:
    """All nodes of a kind below one."""
    found = [one for child in node.children for one in descendants(child, kind)]
    return ([node] if node.type == kind else []) + found
