"""The cmdlets of the session: time, objects, modules, strictness."""

from __future__ import annotations

import dataclasses
import datetime

from verify.powershell import binding, casts, statics
from verify.powershell.binding import Parameter
from verify.powershell.commands import CMDLETS, PLAIN, Call, cmdlet
from verify.powershell.errors import Unsupported
from verify.powershell.parameters import flag, string, value
from verify.powershell.values import (
    Record,
    Table,
    elements,
    text,
)


@dataclasses.dataclass(frozen=True)
class Clock:
    """The time that a model's machine always shows."""

    now: datetime.datetime = datetime.datetime(2030, 1, 2, 3, 4, 5)


@cmdlet("Get-Date", string("Format"), string("UFormat"), documented="Date Year Month Day Hour Minute Second")
def get_date(call: Call) -> list:
    """The time."""
    if "UFormat" in call:
        raise Unsupported("Get-Date -UFormat", call.line)
    if "Format" not in call:
        return [Record("System.DateTime", {"Year": Clock().now.year}, Clock().now)]
    signs = {"yyyy": "2030", "MM": "01", "dd": "02", "HH": "03", "mm": "04", "ss": "05"}
    shown = "2030-01-02T03:04:05.0000000+00:00" if call.get("Format") in ("o", "s") else call.get("Format")
    for sign, written in signs.items():
        shown = shown.replace(sign, written)
    return [shown]


@cmdlet(
    "New-Object",
    string("TypeName", 0, mandatory=True),
    value("ArgumentList", 1),
    value("Property"),
    documented="ComObject Strict",
)
def new_object(call: Call) -> list:
    """An object of a type."""
    arguments = call.get("ArgumentList")
    made = statics.constructed(call.get("TypeName"), [] if arguments is None else elements(arguments))
    if isinstance(call.get("Property"), Table) and isinstance(made, Record):
        made = casts.custom_object(call.get("Property"))
    return [made]


@cmdlet("Set-StrictMode", string("Version"), flag("Off"))
def set_strict_mode(call: Call) -> None:
    """Makes errors of variables and properties that are not there."""
    call.interpreter.variables.strict = not call.get("Off")


@cmdlet("Get-Command", value("Name", 0), string("Module"), documented="CommandType Noun Verb All Syntax")
def get_command(call: Call) -> list:
    """The commands that there are."""
    output: list = []
    for name in elements(call.get("Name")):
        if text(name).lower() in CMDLETS and available(call, CMDLETS[text(name).lower()].source):
            output.append(Record("System.Management.Automation.CommandInfo", {"Name": text(name)}))
        else:
            call.error(
                f"The term '{text(name)}' is not recognized as the name of a cmdlet, function, script file, or "
                "operable program.",
                ("System.Management.Automation.CommandNotFoundException", *PLAIN),
                "CommandNotFoundException",
            )
    return output


def available(call: Call, module: str) -> bool:
    """Whether a command's module is on the machine."""
    return not module or module in call.state.modules


@cmdlet("Get-Module", value("Name", 0), flag("ListAvailable"))
def get_module(call: Call) -> list:
    """The modules that there are."""
    names = [text(one).lower() for one in elements(call.get("Name"))]
    return [
        Record("System.Management.Automation.PSModuleInfo", {"Name": one})
        for one in sorted(call.state.modules)
        if one.lower() in names
    ]


@cmdlet("Import-Module", Parameter("Name", binding.strings, position=0), flag("Force"), flag("DisableNameChecking"))
def import_module(call: Call) -> None:
    """Loads a module, which must be there."""
    for name in call.get("Name", []):
        if name.lower() not in {one.lower() for one in call.state.modules}:
            call.error(
                f"The specified module '{name}' was not loaded because no valid module file was found.",
                ("System.IO.FileNotFoundException", *PLAIN),
                "Modules_ModuleNotFound",
            )
