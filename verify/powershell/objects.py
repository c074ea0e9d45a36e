"""The cmdlets for collections: filters, sorting, comparing (Microsoft.PowerShell.Utility)."""

from __future__ import annotations

import functools
from typing import Any

from verify.powershell import binding, members, operators
from verify.powershell.commands import PLAIN, Call, cmdlet
from verify.powershell.errors import Fault, Unsupported
from verify.powershell.parameters import INPUT, flag, string, value
from verify.powershell.values import (
    MutableList,
    Record,
    ScriptBlock,
    Table,
    collapsed,
    elements,
    folded,
    is_null,
    none_of,
    number,
    text,
    truth,
)


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
    pairs: list[tuple[list, Any]] = []
    for item in call.input or []:
        pairs.append(([computed(call, item, one)[1] for one in wanted] if wanted else [item], item))
    pairs.sort(key=functools.cmp_to_key(compare_pairs), reverse=bool(call.get("Descending")))
    if call.get("Unique"):
        pairs = [pair for place, pair in enumerate(pairs) if not place or compare_pairs(pairs[place - 1], pair)]
    return [item for _, item in pairs]


def compare_pairs(one: tuple[list, Any], other: tuple[list, Any]) -> int:
    """How two objects are ordered by the keys beside them, the first of which counts most."""
    return next((found for a, b in zip(one[0], other[0], strict=True) if (found := operators.order(a, b))), 0)


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
