"""Files, the registry and JSON, as far as a script may record something in them."""

from __future__ import annotations

import json
from typing import Any

from verify.powershell import binding
from verify.powershell.binding import Parameter
from verify.powershell.commands import PLAIN, Call, cmdlet
from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import (
    Enumeration,
    Record,
    Version,
    elements,
    is_null,
    number,
    text,
)

ITEM = ("System.Management.Automation.ItemNotFoundException", *PLAIN)
PATH = Parameter("Path", binding.wanted_string, position=0, aliases=("LiteralPath", "FilePath"))


def switch(name: str) -> Parameter:
    """A switch."""
    return Parameter(name, binding.switched, switch=True)


def path_of(call: Call) -> str:
    """The path that is meant, in lower case; wildcards are not known."""
    path = text(call.get("Path")).replace("/", "\\").rstrip("\\").lower()
    if any(sign in path for sign in "*?["):
        raise Unsupported(f"{call.name} with the wildcard {path}", call.line)
    return path.replace("hkey_local_machine", "hklm:").replace("registry::hklm:", "hklm:")


def in_registry(path: str) -> bool:
    """Whether a path is one of the registry."""
    return path.startswith(("hklm:", "hkcu:"))


def missing(call: Call, path: str) -> None:
    """The error of a path that is not there."""
    call.error(f"Cannot find path '{path}' because it does not exist.", ITEM, "PathNotFound")


def exists(call: Call, path: str) -> bool:
    """Whether there is a file, a folder or a key; parents of what is there are there."""
    places = call.state.registry if in_registry(path) else call.state.files
    return any(one == path or one.startswith(path + "\\") for one in places) or path in FOLDERS


FOLDERS = ("c:", "c:\\windows", "c:\\programdata", "c:\\windows\\temp", "hklm:", "hklm:\\software")


@cmdlet("Test-Path", PATH, Parameter("PathType", binding.single), documented="Filter Include Exclude IsValid")
def test_path(call: Call) -> list:
    """Whether something is there."""
    return [exists(call, path_of(call))]


@cmdlet("Get-Item", PATH, switch("Force"), documented="Filter Include Exclude Stream")
def get_item(call: Call) -> list:
    """A key of the registry."""
    path = path_of(call)
    if not in_registry(path):
        raise Unsupported("Get-Item of a file", call.line)
    if path not in call.state.registry:
        missing(call, path)
        return []
    values = call.state.registry[path]
    return [Record("Microsoft.Win32.RegistryKey", {"Name": path, "ValueCount": len(values)}, dict(values))]


@cmdlet(
    "Get-Content",
    PATH,
    switch("Raw"),
    Parameter("Encoding", binding.single),
    documented="TotalCount Tail Filter Include Exclude ReadCount Delimiter Wait",
)
def get_content(call: Call) -> list:
    """The lines of a file, or all of it with -Raw."""
    path = path_of(call)
    if path not in call.state.files:
        missing(call, path)
        return []
    content = call.state.files[path]
    return [content] if call.get("Raw") else content.splitlines()


WRITING = (
    PATH,
    Parameter("Value", binding.anything, position=1, aliases=("InputObject",)),
    Parameter("Encoding", binding.single),
    switch("Force"),
    switch("NoNewline"),
)


def write(call: Call, before: str = "") -> list:
    """Writes lines to a file."""
    path = path_of(call)
    given = call.input if call.input is not None else elements(call.get("Value"))
    content = before + "\r\n".join(text(line) for line in given) + ("" if call.get("NoNewline") else "\r\n")

    def make() -> bool:
        old = call.state.files.get(path)
        call.state.files[path] = content
        return old != content

    call.change(path, make)
    return []


@cmdlet("Set-Content", *WRITING, whole=True, should_process=True, documented="Filter Include Exclude PassThru")
def set_content(call: Call) -> list:
    """Writes a file."""
    return write(call)


@cmdlet("Out-File", *WRITING, switch("Append"), whole=True, should_process=True, documented="Width NoClobber")
def out_file(call: Call) -> list:
    """Writes a file."""
    return write(call, call.state.files.get(path_of(call), "") if call.get("Append") else "")


@cmdlet("Add-Content", *WRITING, whole=True, should_process=True, documented="Filter Include Exclude PassThru")
def add_content(call: Call) -> list:
    """Writes at the end of a file."""
    return write(call, call.state.files.get(path_of(call), ""))


@cmdlet(
    "New-Item",
    PATH,
    Parameter("ItemType", binding.single),
    Parameter("Value", binding.anything),
    Parameter("Name", binding.single),
    switch("Force"),
    should_process=True,
)
def new_item(call: Call) -> list:
    """Makes a file, a folder or a key; one that is there is an error unless forced."""
    path = path_of(call) + ("\\" + call.get("Name").lower() if "Name" in call else "")
    there = exists(call, path)
    if there and not call.get("Force"):
        call.error(
            f"An item with the specified name {path} already exists.", ("System.IO.IOException", *PLAIN), "Exists"
        )
        return []

    def make() -> bool:
        if in_registry(path):
            call.state.registry[path] = {}
        elif text(call.get("ItemType")).lower() == "directory":
            call.state.files.setdefault(path + "\\", "")
        else:
            call.state.files[path] = text(call.get("Value"))
        return not there

    made = call.change(path, make)
    return [Record("System.IO.FileInfo", {"FullName": path, "Name": path.rpartition("\\")[2]})] if made else []


@cmdlet(
    "Remove-Item", PATH, switch("Force"), switch("Recurse"), should_process=True, documented="Filter Include Exclude"
)
def remove_item(call: Call) -> list:
    """Removes a file, a folder or a key with all that is in it."""
    path = path_of(call)
    if not exists(call, path):
        missing(call, path)
        return []
    places: dict[str, Any] = call.state.registry if in_registry(path) else call.state.files
    inside = [one for one in places if one.startswith(path + "\\") and one != path + "\\"]
    if inside and not call.get("Recurse"):
        raise Unsupported(
            f"Remove-Item {path} with something in it and without -Recurse, which asks a person", call.line
        )

    def make() -> bool:
        for one in [one for one in places if one == path or one.startswith(path + "\\")]:
            del places[one]
        return True

    call.change(path, make)
    return []


@cmdlet(
    "Join-Path",
    Parameter("Path", binding.single, position=0),
    Parameter("ChildPath", binding.single, position=1),
    documented="AdditionalChildPath Resolve",
)
def join_path(call: Call) -> list:
    """Two parts of a path as one."""
    return [text(call.get("Path")).rstrip("\\") + "\\" + text(call.get("ChildPath")).lstrip("\\")]


@cmdlet(
    "Split-Path",
    Parameter("Path", binding.single, position=0),
    switch("Parent"),
    switch("Leaf"),
    documented="Qualifier NoQualifier Resolve IsAbsolute LeafBase Extension",
)
def split_path(call: Call) -> list:
    """The folder of a path, or its last part."""
    parent, _, leaf = text(call.get("Path")).rpartition("\\")
    return [leaf if call.get("Leaf") else parent]


# The registry

NAME = Parameter("Name", binding.single, position=1)


@cmdlet("Get-ItemProperty", PATH, NAME, documented="Filter Include Exclude")
def get_item_property(call: Call) -> list:
    """The values of a key."""
    path = path_of(call)
    if path not in call.state.registry:
        missing(call, path)
        return []
    values = call.state.registry[path]
    if "Name" in call and call.get("Name") not in values:
        call.error(
            f"Property {call.get('Name')} does not exist at path {path}.",
            ("System.Management.Automation.PSArgumentException", *PLAIN),
            "Property",
        )
        return []
    return [Record("PSCustomObject", dict(values))]


@cmdlet("Get-ItemPropertyValue", PATH, NAME, documented="Filter Include Exclude")
def get_item_property_value(call: Call) -> list:
    """A value of a key."""
    found = get_item_property(call)
    return elements(found[0].properties[call.get("Name")]) if found else []


SETTING = (
    PATH,
    NAME,
    Parameter("Value", binding.anything, position=2),
    Parameter("Type", binding.single, aliases=("PropertyType",)),
    switch("Force"),
)


def set_value(call: Call) -> list:
    """Sets a value of a key, which must be there."""
    path = path_of(call)
    if path not in call.state.registry:
        missing(call, path)
        return []

    def make() -> bool:
        values = call.state.registry[path]
        old = values.get(call.get("Name"))
        values[call.get("Name")] = call.get("Value")
        return old != call.get("Value")

    call.change(f"{path}\\{call.get('Name')}", make)
    return []


@cmdlet("Set-ItemProperty", *SETTING, should_process=True, documented="PassThru Filter Include Exclude InputObject")
def set_item_property(call: Call) -> list:
    """Sets a value of a key."""
    return set_value(call)


@cmdlet("New-ItemProperty", *SETTING, should_process=True, documented="Filter Include Exclude")
def new_item_property(call: Call) -> list:
    """Makes a value of a key."""
    return set_value(call)


@cmdlet("Remove-ItemProperty", PATH, NAME, switch("Force"), should_process=True, documented="Filter Include Exclude")
def remove_item_property(call: Call) -> list:
    """Removes a value of a key."""
    path = path_of(call)
    if call.get("Name") not in call.state.registry.get(path, {}):
        missing(call, path)
        return []
    call.change(f"{path}\\{call.get('Name')}", lambda: call.state.registry[path].pop(call.get("Name")) is not None)
    return []


# JSON


@cmdlet(
    "ConvertTo-Json",
    Parameter("InputObject", binding.anything, position=0),
    Parameter("Depth", lambda value: int(number(value))),
    switch("Compress"),
    whole=True,
    documented="AsArray EnumsAsStrings EscapeHandling",
)
def convert_to_json(call: Call) -> list:
    """JSON; what lies deeper than -Depth (2) becomes text, as in Windows PowerShell."""
    given = call.input if call.input is not None else None
    value = call.get("InputObject") if given is None else given[0] if len(given) == 1 else given
    plain = to_json(value, call.get("Depth", 2))
    return [
        json.dumps(
            plain, indent=None if call.get("Compress") else 4, separators=(",", ":") if call.get("Compress") else None
        )
    ]


def to_json(value: Any, depth: int) -> Any:
    """A value as JSON's own kinds; an enumeration is its number."""
    if is_null(value) or isinstance(value, (bool, int, float, str)):
        return None if is_null(value) else value
    if isinstance(value, Enumeration):
        return value.number
    if depth < 0:
        return text(value)
    if isinstance(value, list):
        return [to_json(one, depth - 1) for one in value]
    if isinstance(value, Version):
        return str(value)
    pairs = value.properties.items() if isinstance(value, Record) else value.items()
    return {text(key): to_json(one, depth - 1) for key, one in pairs}


@cmdlet(
    "ConvertFrom-Json",
    Parameter("InputObject", binding.anything, position=0),
    whole=True,
    documented="AsHashtable Depth NoEnumerate",
)
def convert_from_json(call: Call) -> list:
    """Objects of JSON; Windows PowerShell gives an array on as one object."""
    source = text(call.get("InputObject")) if call.input is None else "\n".join(text(one) for one in call.input)
    try:
        return [from_json(json.loads(source))]
    except ValueError as problem:
        raise Fault(f"Invalid JSON primitive: {problem}", "System.ArgumentException") from None


def from_json(value: Any) -> Any:
    """A value of JSON."""
    if isinstance(value, list):
        return [from_json(one) for one in value]
    return (
        Record("PSCustomObject", {key: from_json(one) for key, one in value.items()})
        if isinstance(value, dict)
        else value
    )
