"""What all parts of the interpreter share: the machine, the variables, and how errors are made."""

from __future__ import annotations

import abc
from typing import Any

from verify.powershell import functions
from verify.powershell.errors import (
    Fault,
    PowerShellError,
)
from verify.powershell.machine import Machine, Transcript
from verify.powershell.scopes import Variables
from verify.powershell.values import (
    Record,
    ScriptBlock,
    text,
)


class TypeValue:
    """`[type]` as a value, for -is and for static members."""

    def __init__(self, name: str) -> None:
        self.name = name


class Base(abc.ABC):
    """The state of a run.

    A class, because statements change what later ones see: variables, functions, the machine. The parts of the
    interpreter are classes above one another, since expressions hold statements and statements hold expressions.
    """

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.transcript = Transcript()
        self.variables = Variables(machine.state.environment)
        self.functions: dict[str, functions.Function] = {}
        self.handlers = 0
        """How many `try` with a `catch` are around what runs."""
        self.steps = 0
        self.caught: list[Record] = []
        """The errors that `catch` blocks run for, innermost last."""

    # Errors

    def error(self, message: str, kinds: tuple[str, ...], identity: str = "", place: int = 0) -> Record:
        """An error record."""
        exception = Record(kinds[0], {"Message": message, "InnerException": None})
        invocation = Record("System.Management.Automation.InvocationInfo", {"ScriptLineNumber": place})
        return Record(
            "ErrorRecord",
            {
                "Exception": exception,
                "FullyQualifiedErrorId": identity or message,
                "InvocationInfo": invocation,
                "TargetObject": None,
            },
            kinds,
        )

    def raised(self, fault: Fault, place: int) -> PowerShellError:
        """The error of PowerShell that a fault becomes."""
        kinds = (fault.kind, "System.Management.Automation.RuntimeException", "System.Exception")
        return PowerShellError(self.error(fault.message, kinds, "RuntimeException", place))

    def record_error(self, record: Record, shown: bool) -> None:
        """Keeps an error in $Error, and shows it unless it is to be silent."""
        self.variables.errors.insert(0, record)
        self.variables.succeeded = False
        if shown:
            place = record.properties["InvocationInfo"].properties["ScriptLineNumber"]
            self.transcript.errors.append(f"line {place}: {record.message}" if place else record.message)

    def preference(self, name: str = "ErrorActionPreference") -> str:
        """A preference variable of the scope that runs."""
        return text(self.variables.get(name)) or "Continue"

    # What the parts above do

    @abc.abstractmethod
    def value(self, node: Any) -> Any:
        """The value of an expression."""

    @abc.abstractmethod
    def store(self, target: Any, value: Any) -> None:
        """Gives a variable, a property or an element a value."""

    @abc.abstractmethod
    def assign(self, node: Any) -> Any:
        """`target = value`, and what it gave the target."""

    @abc.abstractmethod
    def assigned(self, node: Any) -> Any:
        """What stands right of `=`."""

    @abc.abstractmethod
    def pipeline_value(self, node: Any) -> Any:
        """The value of a pipeline."""

    @abc.abstractmethod
    def chain_value(self, node: Any) -> Any:
        """The value of a chain of commands."""

    @abc.abstractmethod
    def run_block(self, block: ScriptBlock) -> list:
        """What the statements of a script block put out, in the scope that runs."""

    @abc.abstractmethod
    def block(self, node: Any, out: list) -> None:
        """The statements of a block."""

    @abc.abstractmethod
    def statement(self, node: Any, out: list) -> None:
        """One statement."""
