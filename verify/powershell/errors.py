"""How a script stops: errors that it can catch, and what the interpreter does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.powershell.values import Record


class Refused(Exception):
    """What no script can catch: it is not PowerShell, or PowerShell that the interpreter does not know."""

    def __init__(self, construct: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {construct}" if line else construct)
        self.construct = construct
        self.line = line


class Unsupported(Refused):
    """A construct that the interpreter does not know; it says so rather than guess."""


class SyntaxFault(Refused):
    """A text that one of the parsers does not take for PowerShell."""


class PowerShellError(Exception):
    """An error of PowerShell itself, which `catch` catches.

    It ends the statement and the script goes on, unless `$ErrorActionPreference` is Stop or a `try` is around it
    (about_Try_Catch_Finally); `throw` and `-ErrorAction Stop` end the whole script.
    """

    def __init__(self, record: Record, ends_script: bool = False) -> None:
        super().__init__(record.message)
        self.record = record
        self.ends_script = ends_script


class Fault(Exception):
    """An operation that PowerShell refuses; the interpreter makes a PowerShellError of it, which knows the line."""

    def __init__(self, message: str, kind: str = "System.Management.Automation.RuntimeException") -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind


class Return(Exception):
    """`return`: what it gives back is already in the output."""


class Break(Exception):
    """`break`."""


class Continue(Exception):
    """`continue`."""


class Exit(Exception):
    """`exit`."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
