"""Static members of types, and objects made of types."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable
from typing import Any

from verify.powershell import casts, operators
from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import (
    GenericList,
    MutableList,
    Record,
    Table,
    Version,
    elements,
    number,
    text,
)


def static_property(kind: str, name: str) -> Any:
    """`[type]::Name`."""
    plain, lowered = casts.plain_name(kind), name.lower()
    if (plain, lowered) in STATIC_VALUES:
        return STATIC_VALUES[plain, lowered]
    if plain in ("stringsplitoptions", "net.sockets.addressfamily", "stringcomparison"):
        return name
    raise Unsupported(f"[{kind}]::{name}")


def static_call(kind: str, name: str, arguments: list) -> Any:
    """`[type]::Name(...)`."""
    plain, lowered = casts.plain_name(kind), name.lower()
    if lowered == "new":
        return constructed(kind, arguments)
    if (plain, lowered) not in STATIC:
        raise Unsupported(f"[{kind}]::{name}()")
    return STATIC[plain, lowered](*arguments)


def constructed(kind: str, arguments: list) -> Any:
    """`[type]::new(...)` and New-Object."""
    plain = casts.plain_name(kind)
    made = MutableList if plain == "collections.arraylist" else GenericList
    if made is MutableList or re.fullmatch(r"collections\.generic\.list\[[\w.]+\]", plain):
        return made(arguments[0]) if arguments and isinstance(arguments[0], list) else made()
    if plain in ("hashtable", "collections.hashtable"):
        return Table()
    if plain in ("psobject", "pscustomobject"):
        return Record("PSCustomObject", {})
    if plain == "version" and len(arguments) == 1:
        return Version.parse(text(arguments[0]))
    if plain.endswith("exception"):
        return Record(
            kind if kind.lower().startswith("system.") else "System." + kind, {"Message": text((arguments + [""])[0])}
        )
    raise Unsupported(f"an object of the type [{kind}]")


def to_base(value: Any, base: Any = 10) -> str:
    """Convert.ToString in the bases 2, 8, 10 and 16; negative numbers in 32 bits."""
    plain, radix = int(number(value)), int(number(base))
    if radix == 10:
        return text(value)
    return format(plain & 0xFFFFFFFF if plain < 0 else plain, {2: "b", 8: "o", 16: "x"}[radix])


def from_base(value: Any, base: Any = None) -> int:
    """Convert.ToInt32 and its like."""
    if base is None:
        return round(number(value))
    try:
        return int(text(value), int(number(base)))
    except ValueError:
        raise Fault("Could not find any recognizable digits.", "System.FormatException") from None


STATIC_VALUES: dict[tuple[str, str], Any] = {
    ("string", "empty"): "",
    ("int", "maxvalue"): (1 << 31) - 1,
    ("int32", "maxvalue"): (1 << 31) - 1,
    ("environment", "newline"): "\r\n",
    ("environment", "machinename"): "SERVER",
}
STATIC: dict[tuple[str, str], Callable[..., Any]] = {
    ("convert", "tostring"): to_base,
    ("convert", "toint32"): from_base,
    ("convert", "toint64"): from_base,
    ("convert", "touint32"): from_base,
    ("convert", "tobyte"): from_base,
    ("convert", "tobase64string"): lambda data: base64.b64encode(bytes(data)).decode(),
    ("convert", "frombase64string"): lambda value: list(base64.b64decode(text(value))),
    ("string", "isnullorempty"): lambda value: text(value) == "",
    ("string", "isnullorwhitespace"): lambda value: text(value).strip() == "",
    ("string", "join"): lambda sign, *items: text(sign).join(text(one) for item in items for one in elements(item)),
    ("string", "format"): lambda form, *items: operators.formatted(form, list(items)),
    ("math", "max"): lambda a, b: max(number(a), number(b)),
    ("math", "min"): lambda a, b: min(number(a), number(b)),
    ("math", "abs"): lambda a: abs(number(a)),
    ("math", "pow"): lambda a, b: float(number(a)) ** number(b),
    ("math", "floor"): lambda a: float(math.floor(number(a))),
    ("math", "ceiling"): lambda a: float(math.ceil(number(a))),
    ("math", "truncate"): lambda a: float(math.trunc(number(a))),
    ("int", "parse"): lambda value: casts.INT32(value),
    ("net.ipaddress", "parse"): casts.address,
    ("ipaddress", "parse"): casts.address,
    ("version", "parse"): casts.version,
    ("regex", "escape"): lambda value: re.sub(r"([\\*+?|{\[()^$.# ])", r"\\\1", text(value)),
    ("regex", "ismatch"): lambda value, pattern: operators.regex(pattern, exact=True).search(text(value)) is not None,
    ("array", "indexof"): lambda items, item: items.index(item) if item in items else -1,
}
