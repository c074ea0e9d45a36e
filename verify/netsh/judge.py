"""What a run must leave behind: the plan's rules exactly, and everything of others as it was."""

from __future__ import annotations

from verify.netsh import plans
from verify.netsh.plans import Plan
from verify.netsh.registry import State
from verify.netsh.wine import Result


class Wrong(Exception):
    """What a run did that it must not do."""


def hold(holds: bool, what: str) -> None:
    """Something that must be so."""
    if not holds:
        raise Wrong(what)


def said(result: Result) -> str:
    """What a run said, on one line."""
    return " / ".join((result.output + result.errors).split("\n"))


def own(state: State, plan: Plan) -> dict[str, str]:
    """The texts of the rules that belong to a plan's openings, under their names and values."""
    return {id: text for id, text in state.rules.items() if plans.name(text).lower() in lowered(plan)}


def lowered(plan: Plan) -> set[str]:
    """The names of a plan's rules, as netsh tells them apart."""
    return {name.lower() for name in plan.openings}


def untouched(before: State, after: State, plan: Plan) -> None:
    """Nothing of others was changed: neither rules, nor records, nor programs that a name could have started."""
    # What a script of this key has on record is its own, also under names that the plan does not have any more.
    mine = lowered(plan) | {name.lower() for name in before.records.get(plan.record, {})}
    for id, text in before.rules.items():
        if plans.name(text).lower() not in mine:
            hold(after.rules.get(id) == text, f"changed a rule of somebody else: {text}")
    for id, text in after.rules.items():
        hold(id in before.rules or plans.name(text) in plan.openings, f"added a rule that nobody asked for: {text}")
    for key, record in before.records.items():
        hold(key == plan.record or after.records.get(key) == record, f"changed the record of {key}")


def exactly_planned(before: State, result: Result, plan: Plan) -> None:
    """The rules of the plan stand as it says, each once and as on record; those of earlier plans are gone."""
    after = result.state
    untouched(before, after, plan)
    standing = own(after, plan)
    found = sorted(plans.name(text) for text in standing.values())
    hold(found == sorted(plan.openings), f"rules are missing or there twice: {found}")
    for text in standing.values():
        wanted = plan.openings[plans.name(text)]
        hold(plans.fields(text) == wanted, f"a rule is not as planned: {plans.fields(text)} instead of {wanted}")
    for name in before.records.get(plan.record, {}):
        left = [text for text in after.rules.values() if plans.name(text) == name and name not in plan.openings]
        hold(not left, f"left a rule of an earlier plan: {left}")
    texts = {plans.name(text): text for text in standing.values()}
    record = {name: text for name, text in after.records.get(plan.record, {}).items() if name != "plan"}
    hold(record == texts, f"its record is not what stands there: {record}")


def stopped(before: State, result: Result, phrase: str) -> None:
    """A run ended before its first change and said why."""
    hold(result.status == 1, f"ends with status {result.status}: {said(result)}")
    hold(result.state == before and not result.changes, f"changed something before it stopped: {result.changes}")
    hold("FAILED: " in result.errors, f"does not say that it failed: {said(result)}")
    hold(phrase in result.errors, f"does not say {phrase!r}: {said(result)}")
    hold("nothing was changed" in result.errors, f"does not say that nothing was changed: {said(result)}")


def removed(before: State, result: Result, plan: Plan) -> None:
    """A removal took away what scripts of the key have set, named it, and forgot it."""
    hold(result.status == 0, f"cannot be undone: {said(result)}")
    untouched(before, result.state, plan)
    mine = lowered(plan) | {name.lower() for name in before.records.get(plan.record, {})}
    left = [text for text in result.state.rules.values() if plans.name(text).lower() in mine]
    hold(not left, f"left rules: {left}")
    hold(plan.record not in result.state.records, "left its record")
    for name in {plans.name(text).lower() for text in before.rules.values()} & mine:
        hold(f"removed {name}\n" in result.output.lower(), f"does not say that it removed {name}: {said(result)}")
