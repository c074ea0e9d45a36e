"""Expressions of ARM templates, as far as this fuzzer writes them; what cannot be told is `Untold`.

Source: Microsoft Learn, Template functions in ARM templates.
"""

import re
from typing import Any

TOKEN = re.compile(r"\s*('(?:[^']|'')*'|-?\d+|[A-Za-z_]\w*|[()\[\],.])")


class Untold:
    """A value that no file tells."""


class Template:
    """A template's parameters and variables, what a deployment gives it, and where a loop stands."""

    def __init__(self, document: dict[str, Any], given: dict[str, Any] | None = None) -> None:
        self.parameters = document.get("parameters", {})
        self.given = given or {}
        self.variables = document.get("variables", {})
        self.index = 0

    def value(self, written: Any) -> Any:
        """A value with all expressions inside it worked out."""
        if isinstance(written, dict):
            return self.members(written)
        if isinstance(written, list):
            return [self.value(item) for item in written]
        if isinstance(written, str) and written.startswith("[") and not written.startswith("[["):
            return Parser(self, TOKEN.findall(written[1:-1])).expression()
        return written

    def members(self, written: dict[str, Any]) -> dict[str, Any]:
        """An object; `copy` within it makes a member of several items."""
        found = {name: self.value(item) for name, item in written.items() if name != "copy"}
        for loop in written.get("copy", []):
            found[loop["name"]] = [self.turn(loop["input"], index) for index in range(self.value(loop["count"]))]
        return found

    def turn(self, written: Any, index: int) -> Any:
        """One item of a loop."""
        self.index = index
        return self.value(written)

    def parameter(self, name: str) -> Any:
        """What a parameter is: what the deployment gives, else its default."""
        if name in self.given:
            return self.given[name]
        declared = self.parameters.get(name, {})
        return self.value(declared["defaultValue"]) if "defaultValue" in declared else Untold()


class Parser:
    """Reads an expression by recursive descent."""

    def __init__(self, template: Template, tokens: list[str]) -> None:
        self.template = template
        self.tokens = tokens

    def expression(self) -> Any:
        """A literal, or a call with what is taken out of its result."""
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if re.fullmatch(r"-?\d+", token):
            return int(token)
        found = call(self.template, token.lower(), self.arguments())
        while self.tokens and self.tokens[0] in ".[":
            found = self.part(found)
        return found

    def arguments(self) -> list[Any]:
        """What stands in the brackets of a call."""
        self.tokens.pop(0)
        found = []
        while self.tokens[0] != ")":
            found.append(self.expression())
            if self.tokens[0] == ",":
                self.tokens.pop(0)
        self.tokens.pop(0)
        return found

    def part(self, whole: Any) -> Any:
        """A member or an item of a value."""
        if self.tokens.pop(0) == ".":
            key = self.tokens.pop(0)
        else:
            key = self.expression()
            self.tokens.pop(0)
        return whole if isinstance(whole, Untold) else whole[key]


def call(template: Template, name: str, arguments: list[Any]) -> Any:
    """What a function of templates returns."""
    if name == "parameters":
        return template.parameter(arguments[0])
    if name == "variables":
        return template.value(template.variables[arguments[0]])
    if any(isinstance(argument, Untold) for argument in arguments):
        return Untold()
    match name:
        case "concat":
            return concat(arguments)
        case "format":
            return re.sub(r"\{(\d+)\}", lambda hit: str(arguments[1 + int(hit[1])]), arguments[0])
        case "resourceid":
            return resource_id(arguments)
        case "if":
            return arguments[1] if arguments[0] else arguments[2]
        case "equals":
            return arguments[0] == arguments[1]
        case "true" | "false":
            return name == "true"
        case "createarray":
            return arguments
        case "string":
            return str(arguments[0])
        case "int":
            return int(arguments[0])
        case "add":
            return arguments[0] + arguments[1]
        case "mul":
            return arguments[0] * arguments[1]
        case "copyindex":
            return template.index + sum(argument for argument in arguments if isinstance(argument, int))
    raise ValueError(f"no function {name}")


def concat(arguments: list[Any]) -> Any:
    """Texts or arrays, one after the other."""
    if isinstance(arguments[0], list):
        return [item for argument in arguments for item in argument]
    return "".join(map(str, arguments))


def resource_id(arguments: list[Any]) -> str:
    """The end of an id, which is all of it that a template tells."""
    kind, *names = arguments
    provider, *types = kind.split("/")
    return f"/{provider}" + "".join(f"/{type}/{name}" for type, name in zip(types, names, strict=True))
