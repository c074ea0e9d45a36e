"""The values of PowerShell, and how they become text, truth and numbers.

`$null`, Booleans, numbers, strings and arrays are Python's None, bool, int, float, str and list.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from verify.powershell.errors import Fault


class Nothing:
    """What a pipeline without output gives (AutomationNull): `$null` in expressions, no object in pipelines."""

    def __bool__(self) -> bool:
        return False

    def __deepcopy__(self, memo: dict) -> Nothing:
        return self

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = Nothing()


class MutableList(list):
    """An ArrayList; a plain array (list) cannot grow."""


class GenericList(MutableList):
    """A List[T], whose Add gives nothing back."""


def folded(key: Any) -> Any:
    """A key as hashtables compare it: strings without regard to case."""
    return key.lower() if isinstance(key, str) else key


class Table:
    """A hashtable; `[ordered]` ones keep the order, others have none that a script may rely on (here: backwards)."""

    def __init__(self, items: dict | None = None, ordered: bool = False) -> None:
        self.ordered = ordered
        self.entries: dict[Any, tuple[Any, Any]] = {}
        for key, value in (items or {}).items():
            self[key] = value

    def __contains__(self, key: Any) -> bool:
        return folded(key) in self.entries

    def __getitem__(self, key: Any) -> Any:
        return self.entries[folded(key)][1]

    def __setitem__(self, key: Any, value: Any) -> None:
        known = self.entries.get(folded(key))
        self.entries[folded(key)] = (known[0] if known else key, value)

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key."""
        return self[key] if key in self else default

    def remove(self, key: Any) -> None:
        """Takes a key away, if it is there."""
        self.entries.pop(folded(key), None)

    def items(self) -> Iterator[tuple[Any, Any]]:
        """Keys and values."""
        pairs = list(self.entries.values())
        return iter(pairs if self.ordered else pairs[::-1])

    def keys(self) -> list:
        """The keys."""
        return [key for key, _ in self.items()]

    def values(self) -> list:
        """The values."""
        return [value for _, value in self.items()]

    def copy(self) -> Table:
        """A shallow copy."""
        made = Table(ordered=self.ordered)
        made.entries = dict(self.entries)
        return made


class Record:
    """An object with properties: a custom object, an instance of CIM, an error record."""

    def __init__(self, kind: str, properties: dict[str, Any], origin: Any = None) -> None:
        self.kind = kind
        self.properties = Table(properties, ordered=True)
        self.origin = origin
        """What the object stands for in the model."""

    @property
    def message(self) -> str:
        """The message of an error record."""
        return self.properties["Exception"].properties["Message"]

    def __repr__(self) -> str:
        return f"{self.kind}({', '.join(f'{key}={value!r}' for key, value in self.properties.items())})"


@dataclasses.dataclass(frozen=True)
class Enumeration:
    """A value of an enumeration, such as the action of a rule."""

    kind: str
    name: str
    number: int
    choices: tuple[str, ...] = dataclasses.field(default=(), compare=False, repr=False)


@dataclasses.dataclass(frozen=True)
class Version:
    """A version; parts that were not given are -1."""

    parts: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Version:
        """The version that a text says."""
        pieces = text.strip().split(".")
        if not 2 <= len(pieces) <= 4 or not all(piece.isdigit() for piece in pieces):
            raise Fault(f'Cannot convert value "{text}" to type "System.Version".')
        numbers = [int(piece) for piece in pieces]
        return cls(tuple(numbers + [-1] * (4 - len(numbers))))

    def __str__(self) -> str:
        return ".".join(str(part) for part in self.parts if part >= 0)


class ScriptBlock:
    """`{ ... }` as a value: the node of its body."""

    def __init__(self, node: Any) -> None:
        self.node = node


def is_null(value: Any) -> bool:
    """Whether `$null -eq` the value."""
    return value is None or value is NOTHING


def none_of(value: Any) -> Any:
    """`$null` where a pipeline gave nothing."""
    return None if value is NOTHING else value


def elements(value: Any) -> list:
    """What a pipeline gets of a value: arrays go element by element, hashtables and strings as one."""
    if value is NOTHING:
        return []
    return list(value) if isinstance(value, list) else [value]


def collapsed(output: list) -> Any:
    """What a variable gets of an output: nothing, the only object, or an array."""
    return NOTHING if not output else output[0] if len(output) == 1 else list(output)


def truth(value: Any) -> bool:
    """The value as a condition (about_Booleans): the text 'False' is true, and so is an empty hashtable."""
    if is_null(value):
        return False
    if isinstance(value, list):
        return bool(value) if len(value) != 1 or isinstance(value[0], list) else truth(value[0])
    if isinstance(value, Enumeration):
        return value.number != 0
    return bool(value) if isinstance(value, (bool, int, float, str)) else True


def text(value: Any) -> str:
    """The value as a string."""
    if is_null(value):
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return " ".join(text(item) for item in value)
    if isinstance(value, Enumeration):
        return value.name
    if isinstance(value, Table):
        return "System.Collections.Specialized.OrderedDictionary" if value.ordered else "System.Collections.Hashtable"
    if isinstance(value, Record):
        return record_text(value)
    if isinstance(value, ScriptBlock):
        inner = value.node.text.decode()
        return inner[1:-1] if inner.startswith("{") else inner
    return str(value)


def record_text(record: Record) -> str:
    """An object as a string."""
    if record.kind == "ErrorRecord":
        return record.message
    if record.kind == "System.Net.IPAddress":
        return str(record.origin)
    if record.kind == "PSCustomObject":
        return "@{" + "; ".join(f"{key}={text(value)}" for key, value in record.properties.items()) + "}"
    if "Message" in record.properties and record.kind.endswith("Exception"):
        return f"{record.kind}: {text(record.properties['Message'])}"
    return text(record.properties["FullName"]) if record.kind == "System.RuntimeType" else record.kind


def number(value: Any) -> int | float:
    """The value as a number, or a fault."""
    if is_null(value):
        return 0
    if isinstance(value, (bool, int, float)):
        return value + 0
    if isinstance(value, Enumeration):
        return value.number
    if isinstance(value, str):
        return parsed_number(value)
    raise Fault(f'Cannot convert the "{text(value)}" value of type "{type_name(value)}" to type "System.Int32".')


def parsed_number(value: str) -> int | float:
    """The number that a text says; an empty one says 0."""
    trimmed = value.strip().lower()
    if re.fullmatch(r"[+-]?\d+", trimmed):
        return int(trimmed)
    if re.fullmatch(r"0x[0-9a-f]+", trimmed):
        return int(trimmed, 16)
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", trimmed):
        return float(trimmed)
    if trimmed:
        raise Fault(
            f'Cannot convert value "{value}" to type "System.Int32". Error: "Input string was not in a correct format."'
        )
    return 0


def type_name(value: Any) -> str:
    """The full name of the value's type in .NET."""
    if isinstance(value, Record):
        return {"PSCustomObject": "System.Management.Automation.PSCustomObject"}.get(value.kind, value.kind)
    if isinstance(value, Enumeration):
        return value.kind
    names = {
        bool: "System.Boolean",
        int: "System.Int32",
        float: "System.Double",
        str: "System.String",
        list: "System.Object[]",
        MutableList: "System.Collections.ArrayList",
        GenericList: "System.Collections.Generic.List",
        Table: "System.Collections.Hashtable",
        Version: "System.Version",
        ScriptBlock: "System.Management.Automation.ScriptBlock",
    }
    return names.get(type(value), "System.Object")
