"""Reads the rules of a Bicep file with two parsers: one for its syntax and its literals, one for its values.

No package of Debian's or PyPI's has Bicep's compiler, so that `template` stands in for it.
"""

import json
from typing import Any

import pycep
import tree_sitter
import tree_sitter_bicep

RULE = "Microsoft.Network/networkSecurityGroups/securityRules"
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
        if one["type"] != RULE or config["parent"] not in groups:
            raise Wrong(f"{name} is no rule of the group")
        if not set(config.get("dependsOn", [])) <= done:
            raise Wrong(f"{name} waits for what does not stand before it")
        done.add(name)
        found[config["name"]] = config["properties"]
    return found


def template(text: str) -> str:
    """The template that such a file stands for: rules of a group that a parameter names."""
    properties = rules(text)
    parsed = pycep.BicepParser().parse(text=text)
    [group] = [one["config"]["name"] for one in parsed["resources"].values() if one["existing"]]
    if group not in parsed["parameters"]:
        raise Wrong(f"{group} is no parameter")
    configs = {name: one["config"] for name, one in parsed["resources"].items() if not one["existing"]}
    places = {name: f"parameters('{group}'), '{config['name']}'" for name, config in configs.items()}
    resources = [
        {
            "type": RULE,
            "name": f"[format('{{0}}/{{1}}', {places[name]})]",
            "dependsOn": [f"[resourceId('{RULE}', {places[other]})]" for other in config.get("dependsOn", [])],
            "properties": properties[config["name"]],
        }
        for name, config in configs.items()
    ]
    return json.dumps({"parameters": {group: {"type": "string"}}, "resources": resources}, indent=1)


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
