"""Cmdlets: how they are declared, called, and how their errors go."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from verify.powershell import binding
from verify.powershell.binding import Bound, Given, Parameter, Signature
from verify.powershell.errors import Fault, PowerShellError, Unsupported
from verify.powershell.machine import InjectedFailure
from verify.powershell.values import text, truth

if TYPE_CHECKING:
    from verify.powershell.base import Base

CIM = (
    "Microsoft.PowerShell.Cmdletization.Cim.CimJobException",
    "System.SystemException",
    "System.Exception",
)
"""What errors of CIM cmdlets are, from the innermost type."""
PLAIN = ("System.Management.Automation.RuntimeException", "System.Exception")


@dataclasses.dataclass
class Cmdlet:
    """A cmdlet of the model."""

    signature: Signature
    handler: Callable[[Call], list | None]
    module: bool = False
    """Whether it is a function of a module, which does not see the preference variables of the script (CDXML)."""
    whole: bool = False
    """Whether it takes all input at once, and not object by object."""
    source: str = ""
    """The module that it comes with; none for what every PowerShell has."""


CMDLETS: dict[str, Cmdlet] = {}
"""All cmdlets, by their names in lower case."""


def cmdlet(
    name: str,
    *parameters: Parameter,
    module: bool = False,
    whole: bool = False,
    should_process: bool = False,
    documented: str = "",
    source: str = "",
) -> Callable[[Callable[[Call], list | None]], Callable[[Call], list | None]]:
    """Declares a cmdlet; `module` without a `source` means NetSecurity."""

    def declare(handler: Callable[[Call], list | None]) -> Callable[[Call], list | None]:
        signature = Signature(
            name, list(parameters), should_process=should_process, documented=frozenset(documented.split())
        )
        CMDLETS[name.lower()] = Cmdlet(signature, handler, module, whole, source or ("NetSecurity" if module else ""))
        return handler

    return declare


class Call:
    """One call of a cmdlet."""

    def __init__(self, interpreter: Base, command: Cmdlet, line: int, silent: bool = False) -> None:
        self.interpreter = interpreter
        self.machine = interpreter.machine
        self.state = interpreter.machine.state
        self.command = command
        self.name = command.signature.command
        self.line = line
        self.silent = silent
        self.bound = Bound()
        self.input: list | None = None

    def run(self, arguments: list[Given], flow: list | None) -> list:
        """Binds the arguments and runs it, for each object of the pipeline that it takes one by one."""
        if flow is None or self.command.whole:
            self.input = flow
            self.bound = binding.bind(self.command.signature, arguments)
            return self.handle()
        output: list = []
        for item in flow:
            try:
                self.bound = binding.bind(self.command.signature, arguments, item, True)
            except Fault as fault:
                self.bound = binding.only_common(self.command.signature, arguments)
                self.error(fault.message, (binding.BINDING, *PLAIN), "InputObjectNotBound")
                continue
            output.extend(self.handle())
        return output

    def handle(self) -> list:
        """Runs the handler."""
        if self.bound.common.get("Confirm"):
            raise Unsupported(f"{self.name} -Confirm, which asks a person", self.line)
        if (variable := self.bound.common.get("ErrorVariable")) is not None and not variable.startswith("+"):
            self.interpreter.variables.set(variable, [])
        return self.command.handler(self) or []

    def __contains__(self, name: str) -> bool:
        return name in self.bound

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a parameter."""
        return self.bound.get(name, default)

    @property
    def error_action(self) -> str:
        """What happens on an error that does not end the statement."""
        own = self.bound.common.get("ErrorAction")
        if own is not None:
            return own
        return "Continue" if self.command.module else self.interpreter.preference()

    def error(self, message: str, kinds: tuple[str, ...] = PLAIN, identity: str = "") -> None:
        """An error after which the cmdlet could go on."""
        record = self.interpreter.error(message, kinds, f"{identity},{self.name}", self.line)
        if (variable := self.bound.common.get("ErrorVariable")) is not None:
            plain = variable.lstrip("+")
            self.interpreter.variables.set(plain, [*(self.interpreter.variables.get(plain) or []), record])
        action = self.error_action
        if action == "Stop":
            raise PowerShellError(record, ends_script=True)
        if action != "Ignore":
            self.interpreter.record_error(record, action == "Continue" and not self.silent)

    def wanted(self, action: str, target: str) -> bool:
        """Whether a change is really to be made: with -WhatIf it is only said.

        A module's function does not see the $WhatIfPreference of the script that calls it (PowerShell/PowerShell#4568).
        """
        preference = False if self.command.module else truth(self.interpreter.variables.get("WhatIfPreference"))
        if not self.bound.common.get("WhatIf", preference):
            return True
        said = f'What if: Performing the operation "{action}" on target "{text(target)}".'
        self.interpreter.transcript.what_if.append(said)
        return False

    def change(self, target: str, make: Callable[[], bool], action: str = "") -> bool:
        """Makes a change, unless it is only to be said or shall fail; whether it was made."""
        if not self.wanted(action or self.name, target):
            return False
        try:
            self.machine.attempt()
        except InjectedFailure:
            self.error(
                f"{self.name}: Access is denied. ({target})",
                CIM if self.command.module else PLAIN,
                "Windows System Error 5",
            )
            return False
        self.machine.changed(self.line, self.name, target, make())
        return True
