"""The binary operators of PowerShell (about_Operators): the left side decides how the two are compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import (
    Enumeration,
    MutableList,
    Nothing,
    Record,
    ScriptBlock,
    Table,
    Version,
    elements,
    is_null,
    number,
    text,
    truth,
)


def equal(left: Any, right: Any, exact: bool = False) -> bool:
    """Whether two single values are equal."""
    if is_null(left) or is_null(right):
        return is_null(left) and is_null(right)
    if isinstance(left, str):
        return same_text(left, text(right), exact)
    if isinstance(left, bool):
        return left == truth(right)
    if isinstance(left, Enumeration):
        return equal_enumeration(left, right)
    if isinstance(left, (int, float)):
        try:
            return left == number(right)
        except Fault:
            return False
    if isinstance(left, Version):
        return isinstance(right, (str, Version)) and left == version(right)
    if isinstance(left, Record) and left.kind == "System.Net.IPAddress" and isinstance(right, Record):
        return left.origin == right.origin
    return left is right


def same_text(left: str, right: str, exact: bool = False) -> bool:
    """Whether two strings are the same; without regard to case unless the operator begins with c."""
    return left == right if exact else left.casefold() == right.casefold()


def equal_enumeration(left: Enumeration, right: Any) -> bool:
    """Whether a value of an enumeration is what stands on the right."""
    if isinstance(right, bool):
        raise Unsupported(f"-eq between {left.kind} and a Boolean: say 'True' and 'False' as text")
    if isinstance(right, str):
        return same_text(left.name.replace(" ", ""), right.replace(" ", "")) or right == str(left.number)
    return left.number == (right.number if isinstance(right, Enumeration) else right)


def version(value: Any) -> Version:
    """A value as a version."""
    return value if isinstance(value, Version) else Version.parse(text(value))


def collation(value: str) -> tuple[str, str]:
    """How strings are sorted: without case, and hyphens and apostrophes count last (word sort of .NET Framework)."""
    plain = value.casefold()
    return plain.replace("-", "").replace("'", ""), plain


def order(left: Any, right: Any) -> int:
    """-1, 0 or 1: how two values are ordered."""
    one, other = ranks(left, right)
    return (one > other) - (one < other)


def ranks(left: Any, right: Any) -> tuple[Any, Any]:
    """Two values as what can be ordered; the left one decides how."""
    if is_null(left) or is_null(right):
        return 0 if is_null(left) else 1, 0 if is_null(right) else 1
    if isinstance(left, str):
        return collation(left), collation(text(right))
    if isinstance(left, Version):
        return left.parts, version(right).parts
    if isinstance(left, (bool, int, float, Enumeration)):
        return number(left), number(right)
    raise Fault(f"Cannot compare {text(left)!r}: it is not comparable.")


def wildcard(pattern: str, exact: bool = False) -> re.Pattern[str]:
    """The regular expression of a wildcard pattern (about_Wildcards); a backtick takes a character literally."""
    parts: list[str] = []
    position = 0
    while position < len(pattern):
        sign = pattern[position]
        position += 1
        if sign == "`" and position < len(pattern):
            parts.append(re.escape(pattern[position]))
            position += 1
        elif sign == "[" and (end := pattern.find("]", position)) > 0:
            parts.append("[" + pattern[position:end].replace("\\", "\\\\") + "]")
            position = end + 1
        else:
            parts.append({"*": ".*", "?": "."}.get(sign, re.escape(sign)))
    return re.compile("".join(parts), re.DOTALL if exact else re.IGNORECASE | re.DOTALL)


def like(value: Any, pattern: Any, exact: bool = False) -> bool:
    """-like."""
    return wildcard(text(pattern), exact).fullmatch(text(value)) is not None


def regex(pattern: Any, exact: bool = False) -> re.Pattern[str]:
    """A regular expression of .NET, as far as Python's are the same."""
    source = re.sub(r"\(\?<([A-Za-z_]\w*)>", r"(?P<\1>", text(pattern))
    for sign in (r"\p{", r"\G", "(?<-", r"\Z"):
        if sign in source:
            raise Unsupported(f"{sign} in the regular expression {text(pattern)!r}")
    source = re.sub(r"\\z", r"\\Z", source)
    try:
        return re.compile(source, 0 if exact else re.IGNORECASE)
    except re.error as problem:
        raise Fault(f"parsing {text(pattern)!r} - {problem}") from None


def replaced(value: Any, arguments: Any, exact: bool) -> Any:
    """-replace, with $1 and ${name} in what is put in."""
    pattern, new = (elements(arguments) + [""])[:2]
    if isinstance(new, ScriptBlock):
        raise Unsupported("-replace with a script block is PowerShell 7")
    template = re.sub(
        r"\$(?:(\d+)|\{(\w+)\}|(\$))",
        lambda m: "$" if m[3] else rf"\g<{m[1] or m[2]}>",
        text(new).replace("\\", "\\\\"),
    )
    made = [regex(pattern, exact).sub(template, text(item)) for item in elements(value)]
    return made if isinstance(value, list) else (made or [""])[0]


def split(value: Any, arguments: Any, exact: bool) -> list:
    """-split, by a regular expression and at most into so many parts."""
    given = elements(arguments)
    limit = int(number(given[1])) if len(given) > 1 else 0
    if len(given) > 2:
        raise Unsupported("-split with options")
    pattern = regex(given[0], exact)
    return [
        part for item in elements(value) for part in pattern.split(text(item), max(limit - 1, 0)) if part is not None
    ]


def formatted(template: Any, arguments: Any) -> str:
    """-f (composite formatting of .NET)."""
    values = elements(arguments) if isinstance(arguments, list) else [arguments]

    def one(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        if match[1] is None:
            raise Fault("Error formatting a string: Input string was not in a correct format.")
        if int(match[1]) >= len(values):
            raise Fault(
                "Error formatting a string: Index (zero based) must be greater than or equal to zero and less than "
                "the size of the argument list."
            )
        shown = one_formatted(values[int(match[1])], match[3])
        width = int(match[2] or 0)
        return shown.rjust(width) if width > 0 else shown.ljust(-width)

    return re.sub(r"\{\{|\}\}|\{(\d+)(?:,\s*(-?\d+))?(?::([^}]*))?\}|[{}]", one, text(template))


def one_formatted(value: Any, specification: str | None) -> str:
    """A value in a format such as D2 or X."""
    if not specification:
        return text(value)
    match = re.fullmatch(r"([dDxX])(\d*)|(0+)", specification)
    if not match or isinstance(value, (str, bool)):
        raise Unsupported(f"the format {specification!r}")
    if match[3] or match[1] in "dD":
        return f"{int(number(value)):0{match[2] or len(match[3] or '') or 1}d}"
    return f"{int(number(value)):0{match[2] or 1}{match[1]}}"


def added(left: Any, right: Any) -> Any:
    """+, which joins arrays, strings and hashtables."""
    if is_null(left):
        return None if isinstance(right, Nothing) else right
    if isinstance(left, str):
        return left + text(right)
    if isinstance(left, list):
        return list(left) + elements(right)
    if isinstance(left, Table):
        return joined_tables(left, right)
    if isinstance(left, (bool, int, float)):
        if isinstance(right, (list, Table)):
            raise Fault(f"Cannot convert a collection to a number to add it to {text(left)}.")
        return number(left) + number(right)
    raise Fault(
        f"Method invocation failed because [{type(left).__name__}] does not contain a method named 'op_Addition'."
    )


def joined_tables(left: Table, right: Any) -> Table:
    """Two hashtables as one; a key in both is an error."""
    if not isinstance(right, Table):
        raise Fault("A hash table can only be added to another hash table.")
    made = left.copy()
    for key, value in right.items():
        if key in made:
            raise Fault(
                f"Item has already been added. Key in dictionary: '{text(key)}'  Key being added: '{text(key)}'"
            )
        made[key] = value
    return made


def multiplied(left: Any, right: Any) -> Any:
    """*, which repeats strings and arrays."""
    return left * int(number(right)) if isinstance(left, (str, list)) else number(left) * number(right)


def divided(left: Any, right: Any) -> int | float:
    """/, which gives a whole number where it can."""
    below = number(right)
    if not below:
        raise Fault("Attempted to divide by zero.")
    quotient = number(left) / below
    return number(left) // below if quotient == int(quotient) else quotient


def remainder(left: Any, right: Any) -> int | float:
    """%, with the sign of the left side."""
    a, b = number(left), number(right)
    if not b:
        raise Fault("Attempted to divide by zero.")
    return a - b * int(a / b)


def ranged(left: Any, right: Any) -> list[int]:
    """.., upwards or downwards."""
    first, last = int(number(left)), int(number(right))
    return list(range(first, last + 1)) if first <= last else list(range(first, last - 1, -1))


def filtering(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    """A comparison: of an array it gives the elements that pass, otherwise a Boolean."""

    def compare(left: Any, right: Any) -> Any:
        if isinstance(left, list):
            return [item for item in left if test(item, right)]
        return test(left, right)

    return compare


def contains(left: Any, right: Any, exact: bool = False) -> bool:
    """-contains: whether an element of the left side equals the right side."""
    return any(equal(item, right, exact) for item in elements(left))


def is_type(value: Any, name: str) -> bool:
    """-is."""
    checks: dict[str, Callable[[Any], bool]] = {
        "string": lambda v: isinstance(v, str),
        "bool": lambda v: isinstance(v, bool),
        "boolean": lambda v: isinstance(v, bool),
        "int": lambda v: isinstance(v, int) and not isinstance(v, bool),
        "int32": lambda v: isinstance(v, int) and not isinstance(v, bool),
        "double": lambda v: isinstance(v, float),
        "array": lambda v: type(v) is list,
        "object[]": lambda v: type(v) is list,
        "collections.ienumerable": lambda v: isinstance(v, (list, str, Table)),
        "collections.ilist": lambda v: isinstance(v, list),
        "collections.arraylist": lambda v: isinstance(v, MutableList),
        "hashtable": lambda v: isinstance(v, Table) and not v.ordered,
        "collections.idictionary": lambda v: isinstance(v, Table),
        "version": lambda v: isinstance(v, Version),
        "scriptblock": lambda v: isinstance(v, ScriptBlock),
        "pscustomobject": lambda v: isinstance(v, Record),
        "management.automation.errorrecord": lambda v: isinstance(v, Record) and v.kind == "ErrorRecord",
        "microsoft.management.infrastructure.ciminstance": lambda v: isinstance(v, Record) and v.origin is not None,
    }
    if name not in checks:
        raise Unsupported(f"-is [{name}]")
    return checks[name](value)


BITS: dict[str, Callable[[int, int], int]] = {
    "-band": lambda a, b: a & b,
    "-bor": lambda a, b: a | b,
    "-bxor": lambda a, b: a ^ b,
    "-shl": lambda a, b: signed(a << (b & 31)),
    "-shr": lambda a, b: a >> (b & 31),
}


def signed(value: int) -> int:
    """A number in the 32 bits of an Int32, which -shl does not leave."""
    value &= 0xFFFFFFFF
    return value - (1 << 32) if value & 0x80000000 else value


def comparison(name: str, left: Any, right: Any) -> Any:
    """A comparison operator by its name, but for -match, which sets a variable, and -is, which takes a type."""
    exact = name[1:2] == "c" and name not in ("-contains",)
    plain = name if name in PLAIN else "-" + name[2:] if name[1:2] in ("c", "i") and "-" + name[2:] in PLAIN else name
    if plain in FILTERS:
        return filtering(FILTERS[plain](exact))(left, right)
    match plain:
        case "-contains":
            return contains(left, right, exact)
        case "-notcontains":
            return not contains(left, right, exact)
        case "-in":
            return contains(right, left, exact)
        case "-notin":
            return not contains(right, left, exact)
        case "-replace":
            return replaced(left, right, exact)
        case "-split":
            return split(left, right, exact)
        case "-join":
            return text(right).join(text(item) for item in elements(left))
    raise Unsupported(f"the operator {name}")


FILTERS: dict[str, Callable[[bool], Callable[[Any, Any], bool]]] = {
    "-eq": lambda exact: lambda a, b: equal(a, b, exact),
    "-ne": lambda exact: lambda a, b: not equal(a, b, exact),
    "-lt": lambda exact: lambda a, b: order(a, b) < 0,
    "-le": lambda exact: lambda a, b: order(a, b) <= 0,
    "-gt": lambda exact: lambda a, b: order(a, b) > 0,
    "-ge": lambda exact: lambda a, b: order(a, b) >= 0,
    "-like": lambda exact: lambda a, b: like(a, b, exact),
    "-notlike": lambda exact: lambda a, b: not like(a, b, exact),
    "-notmatch": lambda exact: lambda a, b: not regex(b, exact).search(text(a)),
    "-match": lambda exact: lambda a, b: bool(regex(b, exact).search(text(a))),
}
PLAIN = {*FILTERS, "-contains", "-notcontains", "-in", "-notin", "-replace", "-split", "-join"}


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": added,
    "-": lambda a, b: number(a) - number(b),
    "*": multiplied,
    "/": divided,
    "%": remainder,
}
