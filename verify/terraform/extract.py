#!/usr/bin/env python3
"""Takes schemas of a provider's resources out of its package for the CDK for Terraform, which PyPI has.

usage: python3 -m verify.terraform.extract WHEEL NAME ... > verify/terraform/schemas/PROVIDER.json

WHEEL is cdktf-cdktf-provider-azurerm or a sibling (`pip download --no-deps`), a NAME is `azurerm_lb`; the provider's
own schema comes along. The classes in the package are generated from `terraform providers schema`, and so are the
comments in them: `// name - computed: false, optional: false, required: true`. The answer is in the form of that
command's JSON. What the package does not have is how many blocks a list holds at least and at most, but for one and
none.
"""

from __future__ import annotations

import base64
import io
import json
import re
import sys
import tarfile
import zipfile
from typing import Any

FLAGS = re.compile(r"^  // (\w+) - computed: (\w+), optional: (\w+), required: (\w+)$", re.MULTILINE)
ARGUMENT = re.compile(
    r'^ +(\w+): \{\n +value: .*\n +isBlock: (\w+),\n +type: "(\w+)",\n +storageClassType: "(\w+)",$', re.MULTILINE
)
SIMPLE = {"string": "string", "number": "number", "boolean": "bool"}
GETTERS = {"String": "string", "Number": "number", "Boolean": "bool", "List": ["list", "string"]}


class Source:
    """The TypeScript of one resource."""

    def __init__(self, text: str) -> None:
        self.text = text
        parts = re.split(r"^(?=export (?:class|function|interface) )", text, flags=re.MULTILINE)
        named = (re.match(r"export (?:class|function|interface) (\w+)", part) for part in parts)
        self.parts = {found[1]: part for found, part in zip(named, parts, strict=True) if found}

    @property
    def resource(self) -> str:
        """The class of the resource itself, the only one that extends this."""
        extends = re.compile(r"extends cdktf\.Terraform(Resource|Provider) ")
        return next(name for name, part in self.parts.items() if extends.search(part))

    def block(self, name: str, writer: str, deep: bool = True) -> dict[str, Any]:
        """The attributes and blocks of a class; `writer` has their types."""
        arguments = {found[1]: found.groups()[1:] for found in ARGUMENT.finditer(self.parts[writer])}
        made: dict[str, Any] = {"attributes": {}, "block_types": {}}
        for found in FLAGS.finditer(self.parts[name]):
            attribute = found[1]
            # Not the provider's: every provider has it.
            if attribute == "alias" and "cdktf.TerraformProvider " in self.parts[name]:
                continue
            flags = dict(zip(("computed", "optional", "required"), (word == "true" for word in found.groups()[1:])))
            is_block, kind, stored = arguments.get(attribute, ("false", "", ""))
            # A set of objects that Azure may fill in is an attribute, although it is written like blocks.
            if is_block == "true" and not flags["computed"]:
                made["block_types"][attribute] = self.nested(attribute, kind, stored, flags["required"], deep, name)
                continue
            known = self.type(kind, stored) if kind else self.computed_type(name, attribute)
            made["attributes"][attribute] = {"type": known} | {word: True for word, is_so in flags.items() if is_so}
        return {word: members for word, members in made.items() if members}

    def nested(self, attribute: str, kind: str, stored: str, required: bool, deep: bool, owner: str) -> dict[str, Any]:
        """A block: its nesting, and what is in it."""
        inner = self.struct(stored) if deep else {}
        made: dict[str, Any] = {"nesting_mode": "single" if kind == "struct" else kind, "block": inner}
        if kind != "struct" and f'OutputReference(this, "{attribute}")' in self.parts[owner]:
            made["max_items"] = 1
        return made | ({"min_items": 1} if required else {})

    def struct(self, stored: str) -> dict[str, Any]:
        """What is in the blocks of a class."""
        name = stored.removesuffix("List")
        return self.block(f"{name}OutputReference", f"{name[0].lower()}{name[1:]}ToHclTerraform")

    def type(self, kind: str, stored: str) -> Any:
        """The type of an argument, as cty writes it."""
        if kind == "simple":
            return SIMPLE[stored]
        element = stored.removesuffix("Map" if kind == "map" else "List")
        if element in SIMPLE:
            return [kind, SIMPLE[element]]
        inner = self.struct(stored)["attributes"]
        return [kind, ["object", {name: attribute["type"] for name, attribute in inner.items()}]]

    def computed_type(self, name: str, attribute: str) -> Any:
        """The type of what is only read."""
        part = self.parts[name]
        if found := re.search(rf"(Fn\.tolist\()?this\.get(\w+)Attribute\('{attribute}'\)", part):
            return ["set", "string"] if found[1] else GETTERS[found[2]]
        found = re.search(rf'new cdktf\.(\w+)Map\(this, "{attribute}"\)', part)
        if not found:
            raise ValueError(f"{name}: {attribute} is of no known type")
        return ["map", GETTERS[found[1]]]


def source(package: tarfile.TarFile, name: str) -> Source:
    """The source of a folder of the package, which stands in its map."""
    file = package.extractfile(f"package/lib/{name}/index.js")
    assert file, name
    mapped = file.read().decode().rpartition("base64,")[2]
    return Source(json.loads(base64.b64decode(mapped))["sourcesContent"][0])


def main() -> None:
    """Prints the schemas."""
    wheel, *names = sys.argv[1:]
    with zipfile.ZipFile(wheel) as archive:
        inner = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        package = tarfile.open(fileobj=io.BytesIO(archive.read(inner)))
    provider, resources, versions = names[0].partition("_")[0], {}, set()
    for name in names:
        one = source(package, name.partition("_")[2].replace("_", "-"))
        resources[name] = {"block": one.block(one.resource, one.resource)}
        versions |= set(re.findall(r"providerVersion: '([\d.]+)'", one.text))
    [version] = versions
    own = source(package, "provider")
    made = {
        "source": f"{wheel.rpartition('/')[2]} (PyPI), generated from hashicorp/{provider} {version}",
        # What is in the blocks of a provider says how to reach its cloud.
        "provider": {"block": own.block(own.resource, own.resource, deep=False)},
        "resource_schemas": resources,
    }
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
