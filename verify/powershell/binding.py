"""Binds arguments to parameters, of cmdlets and of a script's functions (about_Parameters, about_Parameter_Sets)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import Record, Table, elements, is_null, text, truth, type_name

BINDING = "System.Management.Automation.ParameterBindingException"
COMMON = ("ErrorAction", "ErrorVariable", "WarningAction", "WarningVariable", "InformationAction", "Verbose", "Debug")
COMMON_ALIASES = {"ea": "ErrorAction", "ev": "ErrorVariable", "wa": "WarningAction", "wv": "WarningVariable"}
OTHER_COMMON = ("OutVariable", "OutBuffer", "PipelineVariable", "InformationVariable")
"""Common parameters that exist and that the interpreter does not know."""
PREFERENCES = ("Stop", "SilentlyContinue", "Continue", "Ignore")


@dataclasses.dataclass
class Parameter:
    """A parameter: how its value is made, and how it may be given."""

    name: str
    convert: Callable[[Any], Any]
    switch: bool = False
    position: int | None = None
    mandatory: bool = False
    from_pipeline: bool = False
    aliases: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    """The parameter sets that it belongs to; none for all."""
    default: Any = None
    """The node of its default value."""
    checks: list[Callable[[Any], None]] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Given:
    """An argument as it stands in the script: `-Name`, `-Name:value`, or a value alone."""

    name: str | None = None
    value: Any = None
    has_value: bool = False


class Bound:
    """The arguments of a call, by parameter."""

    def __init__(self) -> None:
        self.values = Table(ordered=True)
        self.common = Table(ordered=True)
        self.rest: list = []
        """What no parameter of a simple function takes ($args)."""

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a parameter."""
        return self.values.get(name, default)


@dataclasses.dataclass
class Signature:
    """The parameters of a command."""

    command: str
    parameters: list[Parameter]
    common: bool = True
    should_process: bool = False
    documented: frozenset[str] = frozenset()
    """Parameters that exist and that the model does not know."""
    simple: bool = False
    """Whether arguments that fit nothing go to $args."""

    def find(self, name: str) -> Parameter | str:
        """The parameter that a name, an alias or an unambiguous beginning means; the name of a common one."""
        wanted = name.lower()
        names: dict[str, Parameter | str] = {}
        if self.common:
            names |= {common.lower(): common for common in COMMON + OTHER_COMMON}
            names |= {alias: common for alias, common in COMMON_ALIASES.items()}
        if self.should_process:
            names |= {"whatif": "WhatIf", "wi": "WhatIf", "confirm": "Confirm", "cf": "Confirm"}
        names |= {one.lower(): "!" + one for one in self.documented}
        for parameter in self.parameters:
            names |= {one.lower(): parameter for one in (parameter.name, *parameter.aliases)}
        if wanted in names:
            return names[wanted]
        found = [key for key in names if key.startswith(wanted) and key not in COMMON_ALIASES]
        if len({id(names[key]) for key in found}) == 1:
            return names[found[0]]
        if found:
            raise Fault(
                f"{self.command}: Parameter cannot be processed because the parameter name '{name}' is ambiguous. "
                f"Possible matches include: {', '.join('-' + key for key in sorted(found))}.", BINDING
            )  # fmt: skip
        raise Fault(f"{self.command}: A parameter cannot be found that matches parameter name '{name}'.", BINDING)


def bind(signature: Signature, arguments: list[Given], pipeline: Any = None, piped: bool = False) -> Bound:
    """Gives each argument to its parameter."""
    bound = Bound()
    positional: list = []
    queue = list(arguments)
    while queue:
        given = queue.pop(0)
        if given.name is None:
            positional.append(given.value)
        else:
            bind_named(signature, bound, given, queue)
    bind_positional(signature, bound, positional)
    if piped:
        bind_pipeline(signature, bound, pipeline)
    check_sets(signature, bound)
    missing = [one.name for one in signature.parameters if one.mandatory and one.name not in bound]
    if missing and not any(one.sets for one in signature.parameters if one.name in missing):
        # A console would ask for it; where nobody answers, it is an error.
        raise Fault(
            f"{signature.command}: Cannot process command because of one or more missing mandatory parameters: "
            f"{' '.join(missing)}.", BINDING
        )  # fmt: skip
    return bound


def only_common(signature: Signature, arguments: list[Given]) -> Bound:
    """The common parameters of a call whose input fits nothing."""
    bound = Bound()
    queue = list(arguments)
    while queue:
        given = queue.pop(0)
        if given.name is not None and isinstance(signature.find(given.name), str):
            bind_named(signature, bound, given, queue)
    return bound


def bind_named(signature: Signature, bound: Bound, given: Given, queue: list[Given]) -> None:
    """Binds `-Name` and the value that belongs to it."""
    try:
        parameter = signature.find(given.name or "")
    except Fault:
        if not signature.simple:
            raise
        bound.rest += [f"-{given.name}"] + ([given.value] if given.has_value else [])
        return
    if isinstance(parameter, str) and parameter.startswith("!"):
        raise Unsupported(f"the parameter -{parameter[1:]} of {signature.command}")
    name = parameter if isinstance(parameter, str) else parameter.name
    is_switch = (
        parameter in ("WhatIf", "Confirm", "Verbose", "Debug") if isinstance(parameter, str) else parameter.switch
    )
    if not given.has_value and is_switch:
        given = Given(given.name, True, True)
    if not given.has_value:
        if not queue or queue[0].name is not None:
            raise Fault(
                f"{signature.command}: Missing an argument for parameter '{name}'. Specify a parameter and try again.",
                BINDING,
            )
        given = Given(given.name, queue.pop(0).value, True)
    if name in bound or name in bound.common:
        raise Fault(
            f"{signature.command}: Cannot bind parameter because parameter '{name}' is specified more than once.",
            BINDING,
        )
    if isinstance(parameter, str):
        bound.common[name] = common_value(signature, name, given.value)
    else:
        store(signature, bound, parameter, given.value)


def common_value(signature: Signature, name: str, value: Any) -> Any:
    """The value of a common parameter."""
    if name in OTHER_COMMON:
        raise Unsupported(f"the common parameter -{name}")
    if name in ("ErrorAction", "WarningAction", "InformationAction"):
        match = next((one for one in PREFERENCES if one.lower() == text(value).lower()), None)
        if match is None:
            raise Fault(
                f"{signature.command}: Cannot bind parameter '{name}': \"{text(value)}\" is no action preference.",
                BINDING,
            )
        return match
    if name in ("ErrorVariable", "WarningVariable"):
        return text(value)
    return truth(value)


def store(signature: Signature, bound: Bound, parameter: Parameter, value: Any) -> None:
    """Converts a value and keeps it."""
    try:
        converted = parameter.convert(value)
        for check in parameter.checks:
            check(converted)
    except Fault as fault:
        raise Fault(
            f"{signature.command}: Cannot process argument transformation on parameter '{parameter.name}'. "
            f"{fault.message}",
            BINDING,
        ) from None
    bound.values[parameter.name] = converted


def bind_positional(signature: Signature, bound: Bound, values: list) -> None:
    """Gives values without a name to the parameters that are left, in order of their positions."""
    places = sorted(
        (one for one in signature.parameters if one.position is not None), key=lambda one: one.position or 0
    )
    taken: set[int] = set()
    for value in values:
        free = [one for one in places if one.name not in bound and one.position not in taken]
        if free:
            taken.add(free[0].position or 0)
            store(signature, bound, free[0], value)
        elif signature.simple:
            bound.rest.append(value)
        else:
            raise Fault(
                f"{signature.command}: A positional parameter cannot be found that accepts argument '{text(value)}'.",
                BINDING,
            )


def bind_pipeline(signature: Signature, bound: Bound, value: Any) -> None:
    """Gives what comes through the pipeline to the parameter that takes it."""
    takers = [one for one in signature.parameters if one.from_pipeline and one.name not in bound]
    if not takers:
        raise Fault(
            f"{signature.command}: The input object cannot be bound to any parameters for the command either because "
            "the command does not take pipeline input or the input and its properties do not match any of the "
            "parameters that take pipeline input.", BINDING
        )  # fmt: skip
    fault: Fault | None = None
    for parameter in takers:
        try:
            return store(signature, bound, parameter, value)
        except Fault as problem:
            fault = problem
    raise fault or Fault(f"{signature.command}: no parameter takes the input.", BINDING)


def check_sets(signature: Signature, bound: Bound) -> None:
    """All parameters that are given must belong to one parameter set."""
    given = [one for one in signature.parameters if one.name in bound and one.sets]
    if given and not set.intersection(*(set(one.sets) for one in given)):
        raise Fault(
            f"{signature.command}: Parameter set cannot be resolved using the specified named parameters "
            f"({', '.join('-' + one.name for one in given)}).", BINDING
        )  # fmt: skip


# How values become arguments.


def single(value: Any) -> str:
    """A [string]: an array is none."""
    if isinstance(value, list):
        raise Fault("Cannot convert value to type System.String.")
    return text(value)


def wanted_string(value: Any) -> str:
    """A [string] that must say something."""
    if is_null(value) or value == "":
        raise Fault("Cannot bind argument because it is null or an empty string.")
    return single(value)


def strings(value: Any) -> list[str]:
    """A [string[]] that must not be empty."""
    if is_null(value):
        raise Fault("Cannot bind argument because it is null.")
    items = elements(value)
    if not items:
        raise Fault("Cannot bind argument because it is an empty array.")
    if any(is_null(item) or item == "" or isinstance(item, (list, Table)) for item in items):
        raise Fault("Cannot bind argument: an element of the argument collection is null, empty or no string.")
    return [text(item) for item in items]


def anything(value: Any) -> Any:
    """An [object]."""
    return value


def switched(value: Any) -> bool:
    """A [switch], which takes Booleans and nothing that looks like one."""
    if isinstance(value, bool) or value in (0, 1):
        return bool(value)
    raise Fault(f'Cannot convert value "{text(value)}" to type "System.Management.Automation.SwitchParameter".')


def boolean(value: Any) -> bool:
    """A [bool], which takes Booleans and numbers, and no text."""
    if isinstance(value, (bool, int)):
        return bool(value)
    raise Fault(
        f'Cannot convert value "{text(value)}" to type "System.Boolean". Boolean parameters accept only Boolean values '
        "and numbers."
    )


def instance(*kinds: str) -> Callable[[Any], list[Record]]:
    """One or several objects of CIM of a class."""

    def convert(value: Any) -> list[Record]:
        if is_null(value):
            raise Fault("Cannot bind argument because it is null.")
        for item in elements(value):
            if not isinstance(item, Record) or item.kind not in kinds:
                raise Fault(f'Cannot convert "{text(item)}" of type "{type_name(item)}" to {" or ".join(kinds)}.')
        return elements(value)

    return convert
