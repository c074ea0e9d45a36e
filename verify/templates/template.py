"""Deploys a template of Azure Resource Manager, as far as ftpsgate writes any: to resources with all values known.

Source: Azure documentation, "ARM template functions" and "Resource iteration in ARM templates". What is not known here is
an error, so that no template is read in part.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

TOKEN = re.compile(r"\s*(?:(?P<word>[A-Za-z]\w*)|(?P<number>\d+)|'(?P<text>(?:[^']|'')*)'|(?P<sign>[()\[\],.]))")
SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
MEMBERS = {"$schema", "contentVersion", "metadata", "parameters", "variables", "resources"}


class Wrong(Exception):
    """Why a template cannot be deployed."""


class Deployment:
    """A template and what its parameters are."""

    def __init__(
        self, text: str, parameters: Mapping[str, str], group: str = f"{SUBSCRIPTION}/resourceGroups/ftp-group"
    ) -> None:
        self.template = json.loads(text)
        self.group = group
        if unknown := self.template.keys() - MEMBERS:
            raise Wrong(f"a template has no {', '.join(sorted(unknown))}")
        wanted = self.template["parameters"]
        if wanted.keys() != parameters.keys():
            raise Wrong(f"the template wants {sorted(wanted)}")
        if any(one["type"] != "string" for one in wanted.values()):
            raise Wrong("all parameters are texts")
        self.parameters = parameters
        self.index: dict[str, int] = {}

    def resources(self) -> list[dict[str, Any]]:
        """The resources in an order in which each comes after those that it waits for."""
        found = [self.value(one) for one in self.template["resources"]]
        known = {self.id(one["type"], *one["name"].split("/")) for one in found}
        done: set[str] = set()
        for one in found:
            waits = set(one.get("dependsOn", []))
            if not waits <= known:
                raise Wrong(f"{one['name']} waits for what the template does not have")
            if not waits <= done:
                raise Wrong(f"{one['name']} stands before what it waits for")
            done.add(self.id(one["type"], *one["name"].split("/")))
        return found

    def value(self, written: Any) -> Any:
        """A value with all its expressions replaced."""
        if isinstance(written, list):
            return [self.value(one) for one in written]
        if isinstance(written, dict):
            made = {name: self.value(one) for name, one in written.items() if name not in ("copy", "comments")}
            for loop in written.get("copy", []):
                made[loop["name"]] = self.loop(loop)
            return made
        if isinstance(written, str) and written.startswith("[") and written.endswith("]"):
            return Expression(self, written[1:-1]).result()
        return written

    def loop(self, loop: dict[str, Any]) -> list[Any]:
        """A member of a resource that is written once for many."""
        made = []
        for number in range(self.value(loop["count"])):
            self.index[loop["name"]] = number
            made.append(self.value(loop["input"]))
        return made

    def id(self, type: str, *names: str) -> str:
        """The id of a resource of this resource group."""
        provider, *kinds = type.split("/")
        if len(kinds) != len(names):
            raise Wrong(f"{type} has {len(kinds)} names, not {len(names)}")
        return f"{self.group}/providers/{provider}/" + "/".join(f"{kind}/{name}" for kind, name in zip(kinds, names))

    def call(self, function: str, given: list[Any]) -> Any:
        """What a function answers."""
        scopes = {"parameters": self.parameters, "variables": self.template.get("variables", {}), "copyIndex": self.index}
        if scope := scopes.get(function):
            if given[0] not in scope:
                raise Wrong(f"there is no {given[0]} in {function}")
            return self.value(scope[given[0]])
        if function == "resourceId":
            return self.id(*given)
        if function == "resourceGroup":
            return {"id": self.group, "location": "westeurope"}
        if function not in FUNCTIONS:
            raise Wrong(f"there is no function {function} here")
        return FUNCTIONS[function](*given)


def concat(*given: Any) -> Any:
    """Lists one after the other, or texts."""
    if all(isinstance(one, list) for one in given):
        return [one for some in given for one in some]
    return "".join(str(one) for one in given)


def numbers(first: int, count: int) -> list[int]:
    """Numbers from one on; Resource Manager makes 10,000 at most."""
    if not 0 <= count <= 10_000 or first + count > 2_147_483_647:
        raise Wrong(f"range({first}, {count}) is too long")
    return list(range(first, first + count))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "concat": concat,
    "createArray": lambda *given: list(given),
    "format": lambda pattern, *given: pattern.format(*given),
    "length": len,
    "range": numbers,
}


class Expression:
    """A reader of one expression."""

    def __init__(self, deployment: Deployment, text: str) -> None:
        self.deployment = deployment
        self.tokens: list[re.Match[str]] = []
        at = 0
        while at < len(text):
            token = TOKEN.match(text, at)
            if not token:
                raise Wrong(f"no expression: {text}")
            self.tokens.append(token)
            at = token.end()

    def result(self) -> Any:
        """What the whole expression stands for."""
        value = self.term()
        if self.tokens:
            raise Wrong(f"something stands behind the expression: {self.tokens[0][0]}")
        return value

    def term(self) -> Any:
        """A literal, or a call with what is taken out of its answer."""
        token = self.tokens.pop(0)
        if token["number"]:
            return int(token["number"])
        if token["text"] is not None:
            return token["text"].replace("''", "'")
        self.expect("(")
        given = []
        while self.sign() != ")":
            given.append(self.term())
            if self.sign() == ",":
                self.tokens.pop(0)
        self.expect(")")
        value = self.deployment.call(token["word"], given)
        while self.sign() in ("[", "."):
            value = self.taken(value)
        return value

    def taken(self, value: Any) -> Any:
        """An element or a member of a value."""
        if self.tokens.pop(0)["sign"] == ".":
            return value[self.tokens.pop(0)["word"]]
        index = self.term()
        self.expect("]")
        return value[index]

    def sign(self) -> str | None:
        """The sign that comes next, if one does."""
        return self.tokens[0]["sign"] if self.tokens else None

    def expect(self, sign: str) -> None:
        """Takes a sign that has to be there."""
        if not self.tokens or self.tokens.pop(0)["sign"] != sign:
            raise Wrong(f"there is no {sign} where one has to be")
