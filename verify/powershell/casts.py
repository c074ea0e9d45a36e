"""Types by their names: casts such as `[int]$x`, and what typed parameters and variables take."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import (
    GenericList,
    MutableList,
    Record,
    ScriptBlock,
    Table,
    Version,
    elements,
    is_null,
    number,
    text,
    truth,
    type_name,
)


def plain_name(name: str) -> str:
    """A type's name in lower case without the namespace that PowerShell adds itself."""
    lowered = name.replace(" ", "").lower()
    return lowered.removeprefix("system.")


def cast(name: str, value: Any) -> Any:
    """The value as a type."""
    plain = plain_name(name)
    if plain.endswith("[]"):
        return array(plain[:-2], value)
    if plain not in CASTS:
        raise Unsupported(f"the type [{name}]")
    return CASTS[plain](value)


def array(element: str, value: Any) -> Any:
    """The value as an array; `$null` stays what it is."""
    if is_null(value):
        return None
    items = elements(value)
    return list(items) if element == "object" else [cast(element, item) for item in items]


def whole(low: int, high: int, kind: str) -> Callable[[Any], int]:
    """A whole number within a range; halves go to the even neighbour."""

    def convert(value: Any) -> int:
        if isinstance(value, list):
            raise Fault(f'Cannot convert the "System.Object[]" value of type "System.Object[]" to type "{kind}".')
        result = round(number(value))
        if not low <= result <= high:
            raise Fault(
                f'Cannot convert value "{text(value)}" to type "{kind}". Error: "Value was either too large or too '
                'small."'
            )
        return result

    return convert


def list_of(value: Any) -> MutableList:
    """The value as a list that can grow."""
    return MutableList([] if is_null(value) else elements(value))


def ordered(value: Any) -> Table:
    """`[ordered]` before a literal."""
    if not isinstance(value, Table):
        raise Fault("The ordered attribute can be specified only on a hash literal node.")
    value.ordered = True
    return value


def custom_object(value: Any) -> Any:
    """`[pscustomobject]` makes an object of a hashtable, and leaves everything else as it is."""
    if not isinstance(value, Table):
        return value
    return Record("PSCustomObject", dict(value.entries.values()))


def table(value: Any) -> Table | None:
    """The value as a hashtable."""
    if is_null(value) or isinstance(value, Table):
        return None if is_null(value) else value
    raise Fault(
        f'Cannot convert the "{text(value)}" value of type "{type_name(value)}" to type "System.Collections.Hashtable".'
    )


def version(value: Any) -> Version | None:
    """The value as a version."""
    return None if is_null(value) else value if isinstance(value, Version) else Version.parse(text(value))


def address(value: Any) -> Record:
    """The value as an IP address."""
    if isinstance(value, Record) and value.kind == "System.Net.IPAddress":
        return value
    try:
        parsed = ipaddress.ip_address(text(value))
    except ValueError:
        raise Fault(
            f'Cannot convert value "{text(value)}" to type "System.Net.IPAddress". Error: "An invalid IP address was '
            'specified."'
        ) from None
    family = "InterNetwork" if parsed.version == 4 else "InterNetworkV6"
    return Record("System.Net.IPAddress", {"IPAddressToString": str(parsed), "AddressFamily": family}, parsed)


def character(value: Any) -> str:
    """The value as a character."""
    if isinstance(value, int):
        return chr(value)
    if len(text(value)) != 1:
        raise Fault(f'Cannot convert value "{text(value)}" to type "System.Char".')
    return text(value)


def block(value: Any) -> ScriptBlock:
    """The value as a script block."""
    if not isinstance(value, ScriptBlock):
        raise Fault(f'Cannot convert the "{text(value)}" value of type "{type_name(value)}" to type "ScriptBlock".')
    return value


INT32 = whole(-(1 << 31), (1 << 31) - 1, "System.Int32")
INT64 = whole(-(1 << 63), (1 << 63) - 1, "System.Int64")
CASTS: dict[str, Callable[[Any], Any]] = {
    "string": text,
    "bool": truth,
    "boolean": truth,
    "switch": truth,
    "management.automation.switchparameter": truth,
    "int": INT32,
    "int32": INT32,
    "long": INT64,
    "int64": INT64,
    "uint32": whole(0, (1 << 32) - 1, "System.UInt32"),
    "uint64": whole(0, (1 << 64) - 1, "System.UInt64"),
    "uint16": whole(0, (1 << 16) - 1, "System.UInt16"),
    "byte": whole(0, 255, "System.Byte"),
    "double": lambda value: float(number(value)),
    "array": lambda value: None if is_null(value) else elements(value),
    "object": lambda value: value,
    "psobject": lambda value: value,
    "version": version,
    "hashtable": table,
    "ordered": ordered,
    "pscustomobject": custom_object,
    "collections.arraylist": list_of,
    "collections.generic.list[string]": lambda value: GenericList(text(item) for item in list_of(value)),
    "collections.generic.list[object]": lambda value: GenericList(list_of(value)),
    "ipaddress": address,
    "net.ipaddress": address,
    "char": character,
    "scriptblock": block,
    "ciminstance": lambda value: value,
    "microsoft.management.infrastructure.ciminstance": lambda value: value,
}
