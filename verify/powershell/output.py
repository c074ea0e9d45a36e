"""The cmdlets that say something: Write-Output, Write-Warning and their like."""

from __future__ import annotations

from verify.powershell.commands import PLAIN, Call, cmdlet
from verify.powershell.errors import Fault
from verify.powershell.parameters import INPUT, flag, string, value
from verify.powershell.values import (
    elements,
    text,
)


def wants(call: Call, stream: str, option: str = "") -> bool:
    """Whether a stream is shown, and a terminating error where its preference is Stop."""
    preference = call.bound.common.get(option) if option else None
    preference = preference or call.interpreter.preference(stream)
    if preference == "Stop":
        raise Fault(f'The running command stopped because the preference variable "{stream}" is set to Stop.')
    return preference == "Continue"


@cmdlet("Write-Output", value("InputObject", 0, from_pipeline=True), flag("NoEnumerate"))
def write_output(call: Call) -> list:
    """Puts its input out."""
    one = call.get("InputObject")
    return [one] if call.get("NoEnumerate") else elements(one)


@cmdlet(
    "Write-Host",
    value("Object", 0, from_pipeline=True),
    flag("NoNewline"),
    value("Separator"),
    value("ForegroundColor"),
    value("BackgroundColor"),
)
def write_host(call: Call) -> None:
    """Says something on the console alone."""
    call.interpreter.transcript.host.append(text(call.get("Object")))


@cmdlet("Write-Warning", string("Message", 0, from_pipeline=True, mandatory=True))
def write_warning(call: Call) -> None:
    """Warns."""
    if wants(call, "WarningPreference", "WarningAction"):
        call.interpreter.transcript.warnings.append(call.get("Message"))


@cmdlet("Write-Verbose", string("Message", 0, from_pipeline=True, mandatory=True))
def write_verbose(call: Call) -> None:
    """Says something that is shown with -Verbose."""
    if call.bound.common.get("Verbose") or wants(call, "VerbosePreference"):
        call.interpreter.transcript.verbose.append(call.get("Message"))


@cmdlet("Write-Debug", string("Message", 0, from_pipeline=True, mandatory=True))
def write_debug(call: Call) -> None:
    """Says something that is not shown."""


@cmdlet("Write-Information", value("MessageData", 0, from_pipeline=True), value("Tags", 1))
def write_information(call: Call) -> None:
    """Says something that is shown where somebody asks for it."""
    if wants(call, "InformationPreference", "InformationAction"):
        call.interpreter.transcript.host.append(text(call.get("MessageData")))


@cmdlet("Write-Progress", value("Activity", 0), value("Status", 1), value("PercentComplete"), flag("Completed"))
def write_progress(call: Call) -> None:
    """Shows a bar."""


@cmdlet(
    "Write-Error",
    string("Message", 0, from_pipeline=True),
    value("Exception"),
    value("ErrorRecord"),
    string("ErrorId"),
    string("Category"),
    value("TargetObject"),
    string("RecommendedAction"),
)
def write_error(call: Call) -> None:
    """An error after which the script goes on, unless the preference is Stop."""
    given = call.get("ErrorRecord") or call.get("Exception")
    message = (
        call.get("Message")
        if given is None
        else given.message
        if given.kind == "ErrorRecord"
        else text(given.properties["Message"])
    )
    call.error(text(message), ("Microsoft.PowerShell.Commands.WriteErrorException", *PLAIN), text(call.get("ErrorId")))


@cmdlet("Out-Null", INPUT, whole=True)
def out_null(call: Call) -> None:
    """Puts nothing out."""
