#!/usr/bin/env python3
"""A provider that knows the schemas of its resources, and what the real one refuses before it asks its cloud.

Terraform starts it, with the file of its schemas as its argument. It plans; what it creates it has a model of the cloud
create (`behind.py`), and without one it creates nothing.
"""

from __future__ import annotations

import json
import os
import pathlib
import sys
from typing import Any

from tf.gen import tfplugin_pb2 as messages
from tf.iface import Provider, Resource
from tf.runner import run_provider
from tf.schema import Attribute, NestedBlock, Schema
from tf.types import TfType, Unknown
from tf.utils import Diagnostics

from verify.terraform.behind import VARIABLE, Refusal, ask
from verify.terraform.limits import faults


class Plain(TfType):
    """A type of cty, whose values are what they are."""

    def __init__(self, written: Any) -> None:
        self.written = written

    def encode(self, value: Any) -> Any:
        return value

    def decode(self, value: Any) -> Any:
        return value

    def tf_type(self) -> bytes:
        return json.dumps(self.written).encode()


class Nested(NestedBlock):
    """Blocks of any nesting; the library's own are sets alone."""

    def __init__(self, name: str, known: dict[str, Any]) -> None:
        self.type_name = name
        self.known = known

    def to_pb(self) -> messages.Schema.NestedBlock:
        mode = messages.Schema.NestedBlock.NestingMode.Value(self.known["nesting_mode"].upper())
        inner = schema(self.known["block"]).to_pb().block
        sizes = {name: self.known[name] for name in ("min_items", "max_items") if name in self.known}
        return messages.Schema.NestedBlock(type_name=self.type_name, nesting=mode, block=inner, **sizes)

    def encode(self, value: Any) -> Any:
        return value

    def decode(self, value: Any) -> Any:
        return value

    def semantically_equal(self, a_decoded: Any, b_decoded: Any) -> bool:
        return a_decoded == b_decoded


def schema(block: dict[str, Any]) -> Schema:
    """The schema that a block of a file describes."""
    attributes = [
        Attribute(name, Plain(known["type"]), **{flag: True for flag in known if flag != "type"})
        for name, known in block.get("attributes", {}).items()
    ]
    blocks: list[NestedBlock] = [Nested(name, known) for name, known in block.get("block_types", {}).items()]
    return Schema(attributes, version=0, block_types=blocks)


class Planned(Resource):
    """What all resources do: be planned, and stand in a model of their cloud."""

    name: str
    block: dict[str, Any]

    def __init__(self, provider: Provider) -> None:
        pass

    @classmethod
    def get_name(cls) -> str:
        return cls.name

    @classmethod
    def get_schema(cls) -> Schema:
        return schema(cls.block)

    def validate(self, diags: Diagnostics, type_name: str, config: dict[str, Any]) -> None:
        super().validate(diags, type_name, config)
        for path, fault in faults(type_name, config):
            diags.add_error(fault, path=[path])

    def create(self, ctx: Any, planned: Any) -> Any:
        return self.asked("create", ctx, planned)

    def read(self, ctx: Any, current: Any) -> Any:
        return self.asked("read", ctx, current)

    def update(self, ctx: Any, current: Any, planned: Any) -> Any:
        # Where it is refused, what stood there stands, and Terraform is to know it.
        return self.asked("update", ctx, planned, current)

    def delete(self, ctx: Any, current: Any) -> Any:
        return self.asked("delete", ctx, current, current)

    def asked(self, action: str, ctx: Any, values: Any, otherwise: Any = None) -> Any:
        """What the cloud answers: all attributes, or nothing where there is nothing any more."""
        known = {name: None if one is Unknown else one for name, one in values.items()}
        if VARIABLE not in os.environ:
            ctx.diagnostics.add_error("there is no cloud behind this provider")
            return otherwise
        try:
            answer = ask(os.environ[VARIABLE], action, self.name, known)
        except Refusal as refusal:
            ctx.diagnostics.add_error(str(refusal))
            return otherwise
        return answer and {name: answer.get(name) for name in values}


class Known(Provider):
    """A provider, from its file."""

    def __init__(self, file: pathlib.Path) -> None:
        self.name = file.stem
        self.known = json.loads(file.read_text())

    def get_model_prefix(self) -> str:
        return ""

    def full_name(self) -> str:
        return f"registry.terraform.io/hashicorp/{self.name}"

    def get_provider_schema(self, diags: Diagnostics) -> Schema:
        return schema(self.known["provider"]["block"])

    def validate_config(self, diags: Diagnostics, config: Any) -> None:
        pass

    def configure_provider(self, diags: Diagnostics, config: Any) -> None:
        pass

    def get_data_sources(self) -> list[Any]:
        return []

    def get_resources(self) -> list[type[Resource]]:
        return [
            type(name, (Planned,), {"name": name, "block": one["block"]})
            for name, one in self.known["resource_schemas"].items()
        ]


if __name__ == "__main__":
    run_provider(Known(pathlib.Path(sys.argv[1])), sys.argv[:1])
