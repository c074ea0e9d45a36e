"""The cmdlets of the language itself: output, filters, sorting."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from typing import Any

from verify.powershell import binding, casts, members, operators
from verify.powershell.binding import Parameter
from verify.powershell.commands import CMDLETS, PLAIN, Call, cmdlet
from verify.powershell.errors import Fault, Unsupported
from verify.powershell.values import (
    MutableList,
    Record,
    ScriptBlock,
    Table,
    collapsed,
    elements,
    folded,
    is_null,
    number,
    text,
    truth,
)


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


def run_on(call: Call, block: ScriptBlock, item: Any) -> list:
    """What a script block puts out for an object."""
    if not isinstance(block, ScriptBlock):
        raise Unsupported(f"{call.name} without a script block", call.line)
    with call.interpreter.variables.automatic("_", item):
        return call.interpreter.run_block(block)


COMPARISONS = (
    "eq",
    "ne",
    "gt",
    "lt",
    "ge",
    "le",
    "like",
    "notlike",
    "match",
    "notmatch",
    "contains",
    "notcontains",
    "in",
    "notin",
)


@cmdlet(
    "Where-Object",
    value("FilterScript", 0),
    value("Value", 1),
    string("Property"),
    INPUT,
    *(flag(name) for name in COMPARISONS),
    flag("Not"),
    whole=True,
)
def where_object(call: Call) -> list:
    """The objects that pass."""
    return [item for item in call.input or [] if passes(call, item)]


def passes(call: Call, item: Any) -> bool:
    """Whether an object passes the filter of Where-Object, in either of its two forms."""
    block = call.get("FilterScript")
    if isinstance(block, ScriptBlock):
        return truth(collapsed(run_on(call, block, item)))
    name = call.get("Property") or text(block)
    found = members.property_of(item, name)
    found = None if found is members.MISSING else found
    given = [one for one in COMPARISONS if call.get(one)]
    if call.get("Not") or not given:
        return truth(found) != bool(call.get("Not"))
    return truth(operators.comparison("-" + given[0], found, call.get("Value")))


@cmdlet("ForEach-Object", value("Process", 0), value("Begin"), value("End"), string("MemberName"), INPUT, whole=True)
def for_each_object(call: Call) -> list:
    """What a script block puts out for each object, or a property of each."""
    process = call.get("Process")
    name = call.get("MemberName") or (process if isinstance(process, str) else None)
    output: list = []
    if call.get("Begin") is not None:
        output.extend(run_on(call, call.get("Begin"), None))
    for item in [None] if call.input is None else call.input:
        output.extend(run_on(call, process, item) if name is None else elements(read(call, item, name)))
    if call.get("End") is not None:
        output.extend(run_on(call, call.get("End"), None))
    return output


def read(call: Call, item: Any, name: str) -> Any:
    """A property of an object, `$null` where it has none."""
    found = members.property_of(item, name)
    if found is not members.MISSING:
        return found
    call.interpreter.transcript.notes.append(
        f"line {call.line}: there is no property {name} on {members.type_name(item)}"
    )
    return None


def computed(call: Call, item: Any, wanted: Any) -> tuple[str, Any]:
    """A property by its name, by a script block, or by a hashtable with Name and Expression."""
    if isinstance(wanted, ScriptBlock):
        return text(wanted), none_of(collapsed(run_on(call, wanted, item)))
    if isinstance(wanted, Table):
        source = next((wanted[key] for key in ("Expression", "E") if key in wanted), None)
        label = next((text(wanted[key]) for key in ("Name", "N", "Label", "L") if key in wanted), text(source))
        return label, computed(call, item, source)[1]
    if any(sign in text(wanted) for sign in "*?["):
        raise Unsupported(f"{call.name} with the wildcard {text(wanted)}", call.line)
    return text(wanted), read(call, item, text(wanted))


def none_of(one: Any) -> Any:
    """`$null` where nothing came out."""
    return None if is_null(one) else one


@cmdlet(
    "Select-Object",
    value("Property", 0),
    string("ExpandProperty"),
    value("First"),
    value("Last"),
    value("Skip"),
    flag("Unique"),
    INPUT,
    whole=True,
    documented="ExcludeProperty SkipLast Wait Index",
)
def select_object(call: Call) -> list:
    """Some objects, or some of their properties."""
    chosen = call.input or []
    if "Skip" in call:
        chosen = chosen[int(number(call.get("Skip"))) :]
    if "First" in call:
        chosen = chosen[: int(number(call.get("First")))]
    if "Last" in call:
        count = int(number(call.get("Last")))
        chosen = chosen[len(chosen) - count :] if count < len(chosen) else chosen
    if "ExpandProperty" in call:
        chosen = expanded(call, chosen)
    elif "Property" in call:
        wanted = elements(call.get("Property"))
        chosen = [Record("PSCustomObject", dict(computed(call, item, one) for one in wanted)) for item in chosen]
    # -Unique tells texts by their case, unlike Sort-Object -Unique.
    return distinct(chosen, exact=True) if call.get("Unique") else chosen


def expanded(call: Call, items: list) -> list:
    """The elements of a property; an object without it is an error."""
    name = call.get("ExpandProperty")
    output: list = []
    for item in items:
        found = members.property_of(item, name)
        if found is members.MISSING:
            call.error(
                f'Property "{name}" cannot be found.',
                ("System.Management.Automation.PSArgumentException", *PLAIN),
                "ExpandPropertyNotFound",
            )
        else:
            output.extend(elements(found))
    return output


def distinct(items: list, exact: bool = False) -> list:
    """Each value once."""
    kept: list = []
    for item in items:
        if not any(same(item, one, exact) for one in kept):
            kept.append(item)
    return kept


def same(one: Any, other: Any, exact: bool = False) -> bool:
    """Whether two objects count as one."""
    if isinstance(one, Record) and isinstance(other, Record) and one.kind == "PSCustomObject":
        return [(k, text(v)) for k, v in one.properties.items()] == [(k, text(v)) for k, v in other.properties.items()]
    return operators.equal(one, other, exact)


@cmdlet(
    "Sort-Object",
    value("Property", 0),
    flag("Descending"),
    flag("Unique"),
    INPUT,
    whole=True,
    documented="CaseSensitive Culture Top Bottom Stable",
)
def sort_object(call: Call) -> list:
    """Objects in order."""
    wanted = elements(call.get("Property")) if "Property" in call else []

    def keys(item: Any) -> list:
        return [computed(call, item, one)[1] for one in wanted] if wanted else [item]

    def compare(one: list, other: list) -> int:
        return next((found for a, b in zip(one, other, strict=True) if (found := operators.order(a, b))), 0)

    sorted_ = sorted(
        ((keys(item), item) for item in call.input or []),
        key=functools.cmp_to_key(lambda a, b: compare(a[0], b[0])),
        reverse=bool(call.get("Descending")),
    )
    if call.get("Unique"):
        kept: list = []
        for pair in sorted_:
            if not kept or compare(kept[-1][0], pair[0]):
                kept.append(pair)
        sorted_ = kept
    return [item for _, item in sorted_]


@cmdlet(
    "Measure-Object",
    string("Property", 0),
    flag("Sum"),
    flag("Maximum"),
    flag("Minimum"),
    INPUT,
    whole=True,
    documented="Average Line Word Character",
)
def measure_object(call: Call) -> list:
    """How many objects there are, and what their numbers come to."""
    items = [read(call, item, call.get("Property")) if "Property" in call else item for item in call.input or []]
    numbers = [number(item) for item in items] if any(call.get(one) for one in ("Sum", "Maximum", "Minimum")) else []
    return [
        Record(
            "Microsoft.PowerShell.Commands.GenericMeasureInfo",
            {
                "Count": len(items),
                "Sum": float(sum(numbers)) if call.get("Sum") else None,
                "Maximum": float(max(numbers)) if call.get("Maximum") and numbers else None,
                "Minimum": float(min(numbers)) if call.get("Minimum") and numbers else None,
            },
        )
    ]


@cmdlet(
    "Group-Object",
    value("Property", 0),
    flag("NoElement"),
    INPUT,
    whole=True,
    documented="AsHashTable AsString CaseSensitive Culture",
)
def group_object(call: Call) -> list:
    """Objects by what they have in common."""
    groups: dict[Any, Record] = {}
    for item in call.input or []:
        found = computed(call, item, call.get("Property"))[1] if "Property" in call else item
        key = folded(text(found))
        if key not in groups:
            groups[key] = Record(
                "Microsoft.PowerShell.Commands.GroupInfo", {"Name": text(found), "Count": 0, "Group": MutableList()}
            )
        groups[key].properties["Count"] += 1
        groups[key].properties["Group"].append(item)
    return list(groups.values())


@cmdlet(
    "Compare-Object",
    value("ReferenceObject", 0, mandatory=True),
    value("DifferenceObject", 1, mandatory=True),
    flag("IncludeEqual"),
    flag("ExcludeDifferent"),
    flag("PassThru"),
    whole=True,
    documented="Property SyncWindow CaseSensitive Culture",
)
def compare_object(call: Call) -> list:
    """What stands in one collection only; `$null` on either side is an error."""
    left, right = call.get("ReferenceObject"), call.get("DifferenceObject")
    for name, side in (("ReferenceObject", left), ("DifferenceObject", right)):
        if is_null(side):
            raise Fault(
                f"Compare-Object: Cannot bind argument to parameter '{name}' because it is null.", binding.BINDING
            )
    rest = elements(right)
    output: list = []
    for item in elements(left):
        match = next((one for one in rest if same(item, one)), None)
        if match is None:
            output.append((item, "<="))
        else:
            rest.remove(match)
            output.extend([(item, "==")] if call.get("IncludeEqual") else [])
    output.extend((item, "=>") for item in rest)
    if call.get("PassThru"):
        return [item for item, _ in output]
    return [Record("PSCustomObject", {"InputObject": item, "SideIndicator": side}) for item, side in output]


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
    made = members.constructed(call.get("TypeName"), [] if arguments is None else elements(arguments))
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
        if text(name).lower() in CMDLETS and available(call, CMDLETS[text(name).lower()].module):
            output.append(Record("System.Management.Automation.CommandInfo", {"Name": text(name)}))
        else:
            call.error(
                f"The term '{text(name)}' is not recognized as the name of a cmdlet, function, script file, or operable program.",
                ("System.Management.Automation.CommandNotFoundException", *PLAIN),
                "CommandNotFoundException",
            )
    return output


def available(call: Call, module: bool) -> bool:
    """Whether a command's module is on the machine."""
    return not module or "NetSecurity" in call.state.modules


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
