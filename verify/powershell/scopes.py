"""Variables, in scopes that see those of their callers (about_Scopes)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import Record, Table, Version

CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None}
DEFAULTS: dict[str, Any] = {
    "erroractionpreference": "Continue",
    "warningpreference": "Continue",
    "verbosepreference": "SilentlyContinue",
    "debugpreference": "SilentlyContinue",
    "informationpreference": "SilentlyContinue",
    "progresspreference": "Continue",
    "confirmpreference": "High",
    "whatifpreference": False,
    "lastexitcode": None,
    "matches": None,
    "ofs": " ",
    "psscriptroot": "C:\\scripts",
    "pscommandpath": "C:\\scripts\\script.ps1",
    "args": [],
    "psversiontable": Table({"PSVersion": Version((5, 1, 20348, 1)), "PSEdition": "Desktop"}),
}
"""What is there before a script says anything."""


UNKNOWN = frozenset(
    """
    consolefilename event eventargs executioncontext foreach home host input myinvocation nestedpromptlevel pid profile
    psculture psdebugcontext psdefaultparametervalues pshome psuiculture pwd sender shellid stacktrace switch this
    """.split()
)
"""Automatic variables that exist and that the interpreter does not know (about_Automatic_Variables)."""


class Scope:
    """The variables of one call."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.constraints: dict[str, Callable[[Any], Any]] = {}


class Variables:
    """All scopes of a run, the innermost last.

    A class, because every call adds a scope and takes it away again.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.everywhere = Scope()
        self.everywhere.values.update(DEFAULTS)
        self.stack = [Scope()]
        self.current: list[Any] = []
        """The values of `$_`, innermost last."""
        self.errors: list[Record] = []
        self.succeeded = True
        self.strict = False
        self.unset: list[str] = []
        """Variables that were read and never set."""
        self.command_name = "script"

    @contextlib.contextmanager
    def scope(self) -> Iterator[Scope]:
        """A scope for a call."""
        self.stack.append(Scope())
        try:
            yield self.stack[-1]
        finally:
            self.stack.pop()

    @contextlib.contextmanager
    def automatic(self, name: str, value: Any) -> Iterator[None]:
        """`$_` for a while."""
        self.current.append(value)
        try:
            yield
        finally:
            self.current.pop()

    def get(self, name: str) -> Any:
        """The value of a variable; one that nobody has set is `$null`."""
        lowered = name.lower()
        if lowered in CONSTANTS:
            return CONSTANTS[lowered]
        if lowered in ("_", "psitem"):
            return self.current[-1] if self.current else None
        if lowered == "error":
            return self.errors
        if lowered == "?":
            return self.succeeded
        prefix, _, rest = lowered.rpartition(":")
        if prefix == "env":
            return {key.lower(): one for key, one in self.environment.items()}.get(rest)
        for scope in self.visible(prefix):
            if rest in scope.values:
                return scope.values[rest]
        if rest in UNKNOWN:
            raise Unsupported(f"the automatic variable ${name}")
        if self.strict:
            raise Fault(f"The variable '${name}' cannot be retrieved because it has not been set.")
        self.unset.append(name)
        return None

    def visible(self, prefix: str) -> list[Scope]:
        """The scopes that a name with a prefix is looked for in."""
        match prefix:
            case "":
                return [*reversed(self.stack), self.everywhere]
            case "script":
                return [self.stack[0]]
            case "global":
                return [self.everywhere]
            case "local" | "private":
                return [self.stack[-1]]
        raise Unsupported(f"the scope or drive {prefix}: of a variable")

    def set(self, name: str, value: Any) -> None:
        """Gives a variable of the scope that runs, or of the one that is named, a value."""
        prefix, _, rest = name.lower().rpartition(":")
        if rest in CONSTANTS or rest == "?":
            raise Fault(f"Cannot overwrite variable {rest} because it is read-only or constant.")
        if prefix == "env":
            raise Unsupported(f"a change of the environment variable {rest}")
        scope = self.stack[-1] if prefix == "" else self.visible(prefix)[0]
        constraint = scope.constraints.get(rest)
        scope.values[rest] = constraint(value) if constraint else value

    def constrain(self, name: str, convert: Callable[[Any], Any]) -> None:
        """A variable that converts all that is given to it, since it was assigned with a type."""
        self.stack[-1].constraints[name.lower()] = convert
