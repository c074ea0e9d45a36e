"""What is tried with a script: a run, again, -WhatIf, -Remove, each change failing, two plans beside each other."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from verify.powershell import judge
from verify.powershell.expected import REPLACED, expected
from verify.powershell.judge import hold
from verify.powershell.machine import Spelling, State
from verify.powershell.plans import Plan
from verify.powershell.run import Result, run
from verify.powershell.states import PASSIVE, RECORD, STATES

REMOVED = ["Plan", "Removed", "ShippedRules", "StatefulFtp"]
NOTHING = "Nothing was changed"


@dataclasses.dataclass(frozen=True)
class Subject:
    """A script with its plan, and what is called with it."""

    name: str
    script: str
    plan: Plan
    removal: str | None = None
    """The script that --remove writes."""

    def ran(self, state: State, arguments: dict[str, Any] | None = None, **options: Any) -> Result:
        """A run, in which nothing may be misspelt."""
        result = run(self.script, state, arguments, **options)
        hold(not result.notes, f"{result.notes}")
        return result

    def removed(self, state: State, apart: bool = False, **options: Any) -> Result:
        """The removal, as a switch or as a script of its own."""
        if apart and self.removal is not None:
            return run(self.removal, state, **options)
        return self.ran(state, {"Remove": True}, **options)


def fitting(state: str, spelling: Spelling, subject: Subject) -> State:
    """A state for the script's group."""
    made = STATES[state](subject.plan.group)
    made.spelling = spelling
    return made


def once(subject: Subject, state: str, spelling: Spelling, arguments: dict[str, Any]) -> str:
    """One run on a state: it opens the plan, or says why not and changes nothing; the verdict."""
    before = fitting(state, spelling, subject)
    result = subject.ran(before, arguments)
    reason = expected(subject.plan, subject.script, state)
    if state in REPLACED and arguments.get("Replace"):
        reason = None
    if result.status:
        refused(result, before)
        said = " ".join(result.errors)
        hold(reason is not None, f"refuses: {said}")
        hold((reason or "") in said, f"does not say {reason!r}: {said}")
        hold(not subject.ran(before, arguments, what_if=True).attempts, "changes something with -WhatIf")
        return "refused"
    hold(reason is None, f"does not stop, as it should: {reason}")
    opened(subject, before, result, arguments)
    return "opened" + (" (warned)" if any("Stateful" not in one for one in result.warnings) else "")


def refused(result: Result, before: State) -> None:
    """A run that ended before its first change."""
    said = " ".join(result.errors)
    hold(NOTHING in said, f"fails and does not say that nothing was changed: {said}")
    hold(result.attempts == 0 and result.state == before, f"changed something before it stopped: {result.changes}")
    hold(not result.output, "put something out although it failed")


def opened(subject: Subject, before: State, result: Result, arguments: dict[str, Any]) -> None:
    """A run that did what it should, and what can be done after it."""
    hold(not result.errors, f"{result.errors}")
    plan = subject.plan
    judge.exactly_open([plan], before, result)
    judge.untouched(before, result.state, plan.group)
    summary = judge.one_summary(result, judge.PROPERTIES)
    names = {opening.name for opening in plan.openings}
    rules = {rule.name: rule for rule in result.state.rules}
    hold(
        {*summary["Created"], *summary["Changed"], *summary["Unchanged"]} <= names,
        "tells of rules that are not planned",
    )
    hold(all(name in rules for name in summary["Created"]), "tells of rules that are not there")
    hold(not any(name in rules for name in summary["Removed"]), "tells that rules are gone which are there")
    foretold = subject.ran(before, arguments, what_if=True)
    hold(foretold.attempts == 0 and foretold.state == before, "changes something with -WhatIf")
    hold(bool(foretold.what_if) == bool(result.attempts), "-WhatIf does not say what would be done")
    again = subject.ran(result.state, {name: one for name, one in arguments.items() if name != "RestartService"})
    hold(
        again.status == 0 and again.attempts == 0,
        f"changes something when it runs again: {again.changes}{again.errors}",
    )
    wanted = judge.undone(before, result.state, plan.group)
    for apart in (False, True):
        gone = subject.removed(result.state, apart)
        hold(gone.status == 0 and not gone.notes, f"cannot be undone: {gone.errors}{gone.notes}")
        judge.one_summary(gone, REMOVED)
        judge.same(gone.state, wanted, "the undone state")
        hold(subject.removed(gone.state, apart).attempts == 0, "changes something when it is undone again")
        hold(subject.removed(result.state, apart, what_if=True).attempts == 0, "changes something with -Remove -WhatIf")


def failing(subject: Subject, state: str, arguments: dict[str, Any], places: int | None = None) -> int:
    """Each change of a run fails once: how many did."""
    before = fitting(state, Spelling.MASK, subject)
    good = subject.ran(before, arguments)
    count = min(good.attempts, places or good.attempts)
    for place in range(1, count + 1):
        failed = subject.ran(before, arguments, fail_at=place)
        failure(failed, before, place)
        judge.untouched(before, failed.state, subject.plan.group)
        again = subject.ran(failed.state, arguments)
        hold(again.status == 0, f"cannot go on after change {place} failed: {again.errors}")
        judge.same(again.state, good.state, f"the state after change {place} failed and a second run")
        for gone_from, apart in ((failed, False), (again, True)):
            gone = subject.removed(gone_from.state, apart)
            hold(gone.status == 0, f"cannot be undone after change {place} failed: {gone.errors}")
            wanted = judge.undone(before, gone_from.state, subject.plan.group)
            judge.same(gone.state, wanted, f"the undone state after change {place} failed")
    if good.status:
        return 0
    wanted = judge.undone(before, good.state, subject.plan.group)
    return count + failing_removal(subject, good.state, wanted, places)


def failing_removal(subject: Subject, applied: State, wanted: State, places: int | None) -> int:
    """Each change of the removal fails once: how many did."""
    attempts = subject.removed(applied).attempts
    count = min(attempts, places or attempts)
    for place in range(1, count + 1):
        failed = subject.removed(applied, fail_at=place)
        failure(failed, applied, place)
        again = subject.removed(failed.state, apart=True)
        hold(again.status == 0, f"removal cannot go on after change {place} failed: {again.errors}")
        judge.same(again.state, wanted, f"the undone state after change {place} of the removal failed")
    return count


def failure(failed: Result, before: State, place: int) -> None:
    """A run that failed half-way: it names what failed, and what was done until then."""
    said = " ".join(failed.errors)
    hold(failed.status != 0 and failed.attempts == place, f"goes on after change {place} failed")
    target = re.search(r"Access is denied\. \((.*)\)", said)
    hold(target is not None, f"does not say why change {place} failed: {said}")
    name = target[1].removeprefix(RECORD).lstrip("\\").partition(" ")[0] if target else ""
    names = ("Stateful FTP inspection" if name in ("StatefulFtp", "EnableStatefulFtp") else name, RECORD)
    step = said.partition(" failed: ")[0].lower()
    hold(any(one.lower() in step for one in names), f"does not name what failed: {said}")
    if not failed.changes:
        hold(NOTHING in said and failed.state == before, f"does not say that nothing was changed: {said}")
        return
    told = re.findall("; ", said.partition("Done until then: ")[2])
    # A record may be told together with what it is of.
    hold("Done until then: " in said and len(told) + 2 >= len(failed.changes), f"leaves out what was done: {said}")


def changed_since(subject: Subject) -> None:
    """Somebody narrows the shipped passive rule after a run: it stays so, no new rule comes, and removal says it."""
    applied = subject.ran(fitting("clean", Spelling.MASK, subject)).state
    changed = next(rule for rule in applied.rules if rule.name == PASSIVE)
    changed.remote_address = ("10.0.0.0/255.0.0.0",)
    again = subject.ran(applied)
    hold(any(PASSIVE in one for one in again.warnings + again.errors), "does not say that a shipped rule was narrowed")
    if any(rule.group == subject.plan.group and rule.local_port == ("50000-50100",) for rule in applied.rules):
        hold(again.status == 0 and again.attempts == 0, f"cannot go on: {again.errors}")
    else:
        refused(again, applied)
    for result in (subject.removed(applied), subject.removed(applied, apart=True)):
        hold(result.status == 0, f"cannot go on: {result.errors}")
        hold(changed in result.state.rules, "changes a shipped rule that somebody has changed since")
        hold(any(PASSIVE in one for one in result.warnings), "does not say that a shipped rule stays")
        hold(not result.state.registry, "leaves its record")


def followed(first: Subject, second: Subject) -> None:
    """Another plan of the same key comes after the first one: the firewall is the second one's, and can be undone."""
    before = fitting("clean", Spelling.MASK, first)
    old = first.ran(before, {"DisableStatefulFtp": True}).state
    new = second.ran(old, {"Replace": True})
    hold(new.status == 0, f"cannot come after {first.name}: {new.errors}")
    judge.exactly_open([second.plan], old, new)
    hold(second.ran(new.state).attempts == 0, "changes something when it runs again")
    for apart in (False, True):
        judge.same(second.removed(new.state, apart).state, before, "the undone state")


def beside(first: Subject, second: Subject, state: str = "clean") -> None:
    """Two plans leave each other alone, whichever comes and goes first."""
    before = fitting(state, Spelling.MASK, first)
    for one, other in ((first, second), (second, first)):
        alone = one.ran(before)
        both = other.ran(alone.state)
        hold(alone.status == both.status == 0, f"{other.name} cannot come after {one.name}: {both.errors}")
        kept = [rule for rule in alone.state.rules if rule.group == one.plan.group]
        hold(all(rule in both.state.rules for rule in kept), f"{other.name} changes rules of {one.name}")
        both.warnings += alone.warnings
        judge.exactly_open([one.plan, other.plan], before, both)
        hold(one.ran(both.state).attempts == 0, f"{one.name} changes something after {other.name}")
        for going, staying in ((one, other), (other, one)):
            left = going.removed(both.state)
            hold(left.status == 0, f"{going.name} cannot go: {left.errors}")
            settled = staying.ran(left.state)
            hold(settled.status == 0, f"{staying.name} cannot stay alone: {settled.errors}")
            judge.exactly_open([staying.plan], before, settled)
            last = staying.removed(settled.state)
            judge.same(last.state, before, "the state after both are undone")
            last = staying.removed(left.state, apart=True)
            judge.same(last.state, before, "the state after both are undone")
