"""Writes groups as ARM templates, each value in one of many spellings that mean the same."""

import random
from typing import Any

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
NAMES = ("protocol", "access", "direction", "priority")


class Spelling:
    """Spells values, and keeps the parameters and variables that the spellings need."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.parameters: dict[str, Any] = {}
        self.variables: dict[str, Any] = {}

    def spell(self, value: Any) -> Any:
        """A value, or an expression that is the same."""
        ways = [self.literal] * 4 + [self.parameter, self.variable]
        if isinstance(value, str):
            ways += [self.concat, self.format, self.choice]
        return self.dice.choice(ways)(value)

    def literal(self, value: Any) -> Any:
        """The value as it is."""
        return value

    def parameter(self, value: Any) -> str:
        """A parameter with this default; a port may be a number."""
        name = f"p{len(self.parameters)}"
        kind = {str: "string", int: "int", list: "array"}[type(value)]
        self.parameters[name] = {"type": kind, "defaultValue": value}
        return f"[parameters('{name}')]"

    def variable(self, value: Any) -> str:
        """A variable, or a member of one."""
        name = f"v{len(self.variables)}"
        if self.dice.random() < 0.5:
            self.variables[name] = value
            return f"[variables('{name}')]"
        self.variables[name] = {"first": 0, "it": value}
        return f"[variables('{name}').it]"

    def concat(self, value: str) -> str:
        """Two parts."""
        cut = self.dice.randint(0, len(value))
        return f"[concat('{value[:cut]}', '{value[cut:]}')]"

    def format(self, value: str) -> str:
        """A format with a part left out."""
        cut = self.dice.randint(0, len(value))
        return f"[format('{value[:cut]}{{0}}', '{value[cut:]}')]"

    def choice(self, value: str) -> str:
        """A condition that is known."""
        return self.dice.choice([f"[if(true(), '{value}', 'x')]", f"[if(equals('a', 'b'), 'x', '{value}')]"])

    def unknown(self, kind: str) -> str:
        """A parameter that nothing gives a value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = {"type": kind}
        return f"[parameters('{name}')]"

    def identity(self, kind: str, *names: str) -> str:
        """The id of a resource of this template."""
        quoted = ", ".join(f"'{name}'" for name in names)
        plain = f"resourceId('Microsoft.Network/{kind}', {quoted})"
        if self.dice.random() < 0.3:
            name = f"v{len(self.variables)}"
            self.variables[name] = f"[{plain}]"
            return f"[variables('{name}')]"
        return f"[{plain}]"


def documents(
    dice: random.Random, groups: list[tuple[dict[str, Any], str]], stray: dict[str, Any]
) -> list[dict[str, Any]]:
    """A template, and perhaps a second one with rules that stand apart."""
    spelling = Spelling(dice)
    apart: list[dict[str, Any]] = []
    resources = [perhaps_nested(spelling, group, apart) for group, _ in groups]
    if dice.random() < 0.3:
        resources.append(security_group(spelling, stray, []))
    resources += surroundings(spelling, {"/subnets/" in tie: group["name"] for group, tie in groups})
    made = [document(spelling, resources)]
    if apart and dice.random() < 0.5:
        made.append(document(Spelling(dice), apart))
    else:
        resources += apart
    dice.shuffle(resources)
    return made


def perhaps_nested(spelling: Spelling, group: dict[str, Any], apart: list[dict[str, Any]]) -> dict[str, Any]:
    """A group, here or in a template of its own that is given the group's name."""
    if spelling.dice.random() < 0.8:
        return security_group(spelling, group, apart)
    inner = Spelling(spelling.dice)
    made = security_group(inner, group, apart) | {"name": "[parameters('name')]"}
    inner.parameters["name"] = {"type": "string"}
    properties = {
        "mode": "Incremental",
        "expressionEvaluationOptions": {"scope": "inner"},
        "parameters": {"name": {"value": spelling.spell(group["name"])}},
        "template": document(inner, [made]),
    }
    name = f"deploy-{group['name']}"
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": name,
        "properties": properties,
    }


def document(spelling: Spelling, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """A template of some resources; its parameters and variables are those of their spelling."""
    return {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": spelling.parameters,
        "variables": spelling.variables,
        "resources": resources,
    }


def resource(kind: str, name: Any, properties: dict[str, Any]) -> dict[str, Any]:
    """A resource of the network."""
    return {"type": f"Microsoft.Network/{kind}", "apiVersion": "2024-05-01", "name": name, "properties": properties}


def security_group(spelling: Spelling, group: dict[str, Any], apart: list[dict[str, Any]]) -> dict[str, Any]:
    """A group; some of its rules may stand beside it, within it as children, or in a loop."""
    rules = list(group["rules"])
    made = resource("networkSecurityGroups", spelling.spell(group["name"]), {})
    if len(rules) > 1 and spelling.dice.random() < 0.3:
        moved = rules.pop()
        name = f"{group['name']}/{moved['name']}"
        apart.append(resource("networkSecurityGroups/securityRules", name, properties(None, moved)))
    elif len(rules) > 1 and spelling.dice.random() < 0.3:
        moved = rules.pop()
        child = {"type": "securityRules", "apiVersion": "2024-05-01", "name": moved["name"]}
        made["resources"] = [{**child, "properties": properties(spelling, moved)}]
    made["properties"] = looped(spelling, rules) if spelling.dice.random() < 0.2 else listed(spelling, rules)
    return made


def listed(spelling: Spelling, rules: list[dict[str, Any]]) -> dict[str, Any]:
    """Rules one by one."""
    return {
        "securityRules": [
            {"name": spelling.spell(rule["name"]), "properties": properties(spelling, rule)} for rule in rules
        ]
    }


def looped(spelling: Spelling, rules: list[dict[str, Any]]) -> dict[str, Any]:
    """Rules as a loop over a variable."""
    name = f"v{len(spelling.variables)}"
    spelling.variables[name] = [{"name": rule["name"], "properties": properties(None, rule)} for rule in rules]
    item = f"variables('{name}')[copyIndex('securityRules')]"
    body = {"name": f"[{item}.name]", "properties": f"[{item}.properties]"}
    return {"copy": [{"name": "securityRules", "count": len(rules), "input": body}]}


def properties(spelling: Spelling | None, rule: dict[str, Any]) -> dict[str, Any]:
    """A rule's properties, without those that say nothing; sometimes with ports that nothing tells."""
    said = {name: value for name, value in rule.items() if name != "name" and value not in (None, [])}
    if spelling is None:
        return said
    spelled = {name: value if name in NAMES else spelling.spell(value) for name, value in said.items()}
    spelled["priority"] = spelling.spell(rule["priority"])
    if spelling.dice.random() < 0.04 and "destinationPortRange" in spelled:
        spelled["destinationPortRange"] = spelling.unknown("string")
    return spelled


def surroundings(spelling: Spelling, groups: dict[bool, str]) -> list[dict[str, Any]]:
    """The network and the interface to which groups are tied: by subnet, and by interface."""
    subnet: dict[str, Any] = {"addressPrefix": "10.0.0.0/24"}
    if True in groups:
        subnet["networkSecurityGroup"] = {"id": spelling.identity("networkSecurityGroups", groups[True])}
    configuration = {"subnet": {"id": spelling.identity("virtualNetworks/subnets", "vnet", "ftp")}}
    interface: dict[str, Any] = {"ipConfigurations": [{"name": "ipconfig1", "properties": configuration}]}
    if False in groups:
        interface["networkSecurityGroup"] = {"id": spelling.identity("networkSecurityGroups", groups[False])}
    network = resource("virtualNetworks", "vnet", {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}})
    if spelling.dice.random() < 0.7:
        network["properties"]["subnets"] = [{"name": "ftp", "properties": subnet}]
        parts = [network]
    else:
        parts = [network, resource("virtualNetworks/subnets", "vnet/ftp", subnet)]
    return [*parts, resource("networkInterfaces", spelling.spell("nic-ftp"), interface)]
