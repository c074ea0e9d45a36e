"""Properties and methods of values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from verify.powershell import operators
from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import (
    NOTHING,
    Enumeration,
    GenericList,
    MutableList,
    Record,
    Table,
    Version,
    collapsed,
    elements,
    is_null,
    number,
    text,
    type_name,
)

MISSING = object()
"""What a value has no property for."""


def property_of(value: Any, name: str) -> Any:
    """A property of a value, or MISSING."""
    lowered = name.lower()
    if isinstance(value, list):
        return property_of_list(value, name)
    if isinstance(value, Table):
        return property_of_table(value, name)
    if isinstance(value, Record):
        return property_of_record(value, name)
    if lowered in ("count", "length") and not (isinstance(value, str) and lowered == "length"):
        return 0 if is_null(value) and lowered == "count" else None if is_null(value) else 1
    if isinstance(value, str) and lowered == "length":
        return len(value)
    if isinstance(value, bool) and lowered == "ispresent":
        # A switch is a Boolean here.
        return value
    if isinstance(value, Version) and lowered in (parts := ("major", "minor", "build", "revision")):
        return value.parts[parts.index(lowered)]
    if isinstance(value, Enumeration) and lowered == "value__":
        return value.number
    return MISSING


def property_of_list(value: list, name: str) -> Any:
    """Its length, or what its elements have (member enumeration)."""
    if name.lower() in ("count", "length", "longlength"):
        return len(value)
    found = [one for item in value if (one := property_of(item, name)) is not MISSING]
    if not found:
        return MISSING
    return collapsed([element for one in found for element in elements(one)])


def property_of_table(value: Table, name: str) -> Any:
    """A key's value, which wins over the properties of the hashtable itself."""
    if name in value:
        return value[name]
    own: dict[str, Callable[[], Any]] = {"keys": value.keys, "values": value.values, "count": lambda: len(value)}
    return own[name.lower()]() if name.lower() in own else MISSING


def property_of_record(value: Record, name: str) -> Any:
    """A property of an object, or its hidden member PSObject."""
    if name in value.properties:
        return value.properties[name]
    if name.lower() == "psobject":
        members = Table(ordered=True)
        for key, one in value.properties.items():
            members[key] = Record("System.Management.Automation.PSNoteProperty", {"Name": key, "Value": one})
        return Record("System.Management.Automation.PSObject", {"Properties": Properties(members)})
    return 1 if name.lower() in ("count", "length") else MISSING


class Properties(MutableList):
    """The properties of an object, which are found by their names too."""

    def __init__(self, members: Table) -> None:
        super().__init__(members.values())
        self.members = members


def set_property(value: Any, name: str, new: Any) -> None:
    """Gives a property a new value."""
    if isinstance(value, Table):
        value[name] = new
    elif isinstance(value, Record) and name in value.properties:
        value.properties[name] = new
    else:
        raise Fault(
            f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
        )


def element(value: Any, index: Any) -> Any:
    """`value[index]`; beyond the end of an array there is nothing, and that is no error."""
    if is_null(value):
        raise Fault("Cannot index into a null array.")
    if isinstance(value, Table):
        found = [value.get(key) for key in elements(index)]
        return found if isinstance(index, list) else found[0]
    if isinstance(value, Properties) and isinstance(index, str):
        return value.members.get(index)
    if not isinstance(value, (list, str)):
        if isinstance(index, int) and not isinstance(value, Record):
            return value if index in (0, -1) else None
        raise Fault(f"Unable to index into an object of type {type_name(value)}.")
    found = [item for one in elements(index) if (item := at(value, int(number(one)))) is not MISSING]
    return found if isinstance(index, list) else (found or [None])[0]


def at(value: list | str, index: int) -> Any:
    """One element of an array or of a string."""
    return value[index] if -len(value) <= index < len(value) else MISSING


def set_element(value: Any, index: Any, new: Any) -> None:
    """`value[index] = new`."""
    if isinstance(value, Table):
        value[index] = new
    elif isinstance(value, list):
        place = int(number(index))
        if not -len(value) <= place < len(value):
            raise Fault("Index was outside the bounds of the array.", "System.IndexOutOfRangeException")
        value[place] = new
    else:
        raise Fault(f"Unable to index into an object of type {type_name(value)}.")


def call(value: Any, name: str, arguments: list) -> Any:
    """A method of a value."""
    lowered = name.lower()
    if is_null(value):
        raise Fault("You cannot call a method on a null-valued expression.")
    if lowered == "gettype" and not arguments:
        full = type_name(value)
        return Record("System.RuntimeType", {"Name": full.rpartition(".")[2], "FullName": full})
    if lowered == "tostring" and not arguments:
        return text(value)
    if lowered == "equals" and len(arguments) == 1:
        return value == arguments[0]
    methods = methods_of(value)
    if lowered in methods:
        return methods[lowered](value, *arguments)
    if isinstance(value, list) and value and all(lowered in methods_of(item) for item in value):
        return collapsed([call(item, name, arguments) for item in value])
    if isinstance(value, (int, float)) and lowered == "tostring":
        return operators.one_formatted(value, text(arguments[0]))
    raise Unsupported(f"the method {name} of {type_name(value)}")


def methods_of(value: Any) -> dict[str, Callable[..., Any]]:
    """The methods of a value's type."""
    if isinstance(value, str):
        return STRING
    if isinstance(value, MutableList):
        return GROWING
    if isinstance(value, list):
        return ARRAY
    if isinstance(value, Table):
        return TABLE
    if isinstance(value, Record):
        return METHODS_OF_RECORDS.get(value.kind, {})
    return {"compareto": lambda v, other: operators.order(v, other)} if isinstance(value, (Version, int)) else {}


def split_string(value: str, *arguments: Any) -> list[str]:
    """String.Split of .NET Framework: at each character of the string that is given."""
    signs = "".join(text(item) for item in elements(arguments[0])) if arguments else " \t\n\r"
    options = text(arguments[1]) if len(arguments) > 1 else "None"
    if options.lower() not in ("none", "removeemptyentries"):
        raise Unsupported(f"String.Split with {options}")
    parts = re.split("[" + re.escape(signs) + "]", value) if signs else [value]
    return [part for part in parts if part] if options.lower() == "removeemptyentries" else parts


def substring(value: str, start: Any, length: Any = None) -> str:
    """String.Substring, which is strict about what is beyond the end."""
    first = int(number(start))
    last = len(value) if length is None else first + int(number(length))
    if not 0 <= first <= last <= len(value):
        raise Fault(
            "Index and length must refer to a location within the string.", "System.ArgumentOutOfRangeException"
        )
    return value[first:last]


def trim(side: str) -> Callable[..., str]:
    """Trim, TrimStart and TrimEnd."""

    def strip(value: str, *arguments: Any) -> str:
        signs = "".join(text(item) for argument in arguments for item in elements(argument)) or None
        return {"both": value.strip, "start": value.lstrip, "end": value.rstrip}[side](signs)

    return strip


def fixed(*_: Any) -> None:
    """What arrays do not do."""
    raise Fault('Exception calling the method: "Collection was of a fixed size."', "System.NotSupportedException")


def grow(value: list, item: Any) -> Any:
    """Adds an element; an ArrayList gives back its place, which scripts hide with [void]."""
    value.append(item)
    return NOTHING if isinstance(value, GenericList) else len(value) - 1


def grow_by(value: list, items: Any) -> Any:
    """Adds elements."""
    value.extend(elements(items))
    return NOTHING


def shrink(value: list, item: Any) -> Any:
    """Removes the first element that is the same."""
    if item in value:
        value.remove(item)
    return NOTHING


def clear(value: Any) -> Any:
    """Removes all elements."""
    (value.entries if isinstance(value, Table) else value).clear()
    return NOTHING


def add_entry(value: Table, key: Any, one: Any) -> Any:
    """Adds a key, which must not be there."""
    if key in value:
        raise Fault(
            f'Exception calling "Add" with "2" argument(s): "Item has already been added. Key in dictionary: '
            f"'{text(key)}'\"",
            "System.ArgumentException",
        )
    value[key] = one
    return NOTHING


def remove_entry(value: Table, key: Any) -> Any:
    """Takes a key away."""
    value.remove(key)
    return NOTHING


def entries(value: Table) -> list:
    """Keys with their values, as objects."""
    return [Record("System.Collections.DictionaryEntry", {"Key": k, "Name": k, "Value": v}) for k, v in value.items()]


STRING: dict[str, Callable[..., Any]] = {
    "split": split_string,
    "trim": trim("both"),
    "trimstart": trim("start"),
    "trimend": trim("end"),
    "startswith": lambda v, part: v.startswith(text(part)),
    "endswith": lambda v, part: v.endswith(text(part)),
    "contains": lambda v, part: text(part) in v,
    "replace": lambda v, old, new: v.replace(text(old), text(new)),
    "tolower": str.lower,
    "toupper": str.upper,
    "tolowerinvariant": str.lower,
    "toupperinvariant": str.upper,
    "substring": substring,
    "indexof": lambda v, part: v.find(text(part)),
    "lastindexof": lambda v, part: v.rfind(text(part)),
    "padleft": lambda v, width, sign=" ": v.rjust(int(number(width)), text(sign)),
    "padright": lambda v, width, sign=" ": v.ljust(int(number(width)), text(sign)),
    "tochararray": list,
    "insert": lambda v, place, part: v[: int(number(place))] + text(part) + v[int(number(place)) :],
}
ARRAY: dict[str, Callable[..., Any]] = {
    "contains": lambda v, item: item in v,
    "indexof": lambda v, item: v.index(item) if item in v else -1,
    "getenumerator": list,
    "clone": list,
    "add": fixed,
    "remove": fixed,
    "clear": fixed,
}
GROWING: dict[str, Callable[..., Any]] = ARRAY | {
    "add": grow,
    "addrange": grow_by,
    "remove": shrink,
    "clear": clear,
    "toarray": list,
}
TABLE: dict[str, Callable[..., Any]] = {
    "containskey": lambda v, key: key in v,
    "contains": lambda v, key: key in v,
    "containsvalue": lambda v, one: one in v.values(),
    "add": add_entry,
    "remove": remove_entry,
    "clear": clear,
    "clone": Table.copy,
    "getenumerator": entries,
}
ADDRESS: dict[str, Callable[..., Any]] = {"getaddressbytes": lambda v: list(v.origin.packed)}
TIME: dict[str, Callable[..., Any]] = {"tostring": lambda v, form="": v.origin.isoformat(timespec="seconds")}


def registry_value(key: Record, name: Any, default: Any = None) -> Any:
    """RegistryKey.GetValue, to which case does not count; `$null` where there is no such value."""
    return next((one for known, one in key.origin.items() if known.lower() == text(name).lower()), default)


REGISTRY: dict[str, Callable[..., Any]] = {
    "getvalue": registry_value,
    "getvaluenames": lambda key: list(key.origin),
}
METHODS_OF_RECORDS = {"System.Net.IPAddress": ADDRESS, "System.DateTime": TIME, "Microsoft.Win32.RegistryKey": REGISTRY}
