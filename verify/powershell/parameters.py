"""Parameters as cmdlets declare them."""

from __future__ import annotations

from typing import Any

from verify.powershell import binding
from verify.powershell.binding import Parameter
from verify.powershell.rule import choice


def value(name: str, position: int | None = None, **more: Any) -> Parameter:
    """A parameter that takes anything."""
    return Parameter(name, binding.anything, position=position, **more)


def flag(name: str) -> Parameter:
    """A switch."""
    return Parameter(name, binding.switched, switch=True)


def string(name: str, position: int | None = None, **more: Any) -> Parameter:
    """A parameter that takes text."""
    return Parameter(name, binding.single, position=position, **more)


INPUT = value("InputObject", from_pipeline=True)


def names(name: str, place: int | None = None, **more: Any) -> Parameter:
    """A parameter that takes several texts."""
    return Parameter(name, binding.strings, position=place, **more)


def one(name: str, **more: Any) -> Parameter:
    """A parameter that takes one text."""
    return Parameter(name, binding.wanted_string, **more)


def chosen(name: str, kind: str, **more: Any) -> Parameter:
    """A parameter that takes a name of an enumeration."""
    return Parameter(name, lambda value: choice(kind, value), **more)


def several(name: str, kind: str, **more: Any) -> Parameter:
    """A parameter that takes names of an enumeration, any of which may match."""
    return Parameter(
        name, lambda value: [choice(kind, item) for item in (value if isinstance(value, list) else [value])], **more
    )


def switch(name: str, **more: Any) -> Parameter:
    """A switch."""
    return Parameter(name, binding.switched, switch=True, **more)
