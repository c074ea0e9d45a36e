"""What is tried with a script: a run, again, with /replace, the removal, each call failing, two plans beside each other."""

from __future__ import annotations

import dataclasses

from verify.netsh import judge
from verify.netsh.judge import hold, said
from verify.netsh.plans import Plan
from verify.netsh.registry import State
from verify.netsh.states import OTHERS, STATES, Situation, first
from verify.netsh.wine import Fault, Result, Wine

SWITCH = "/disable-stateful-ftp"


@dataclasses.dataclass
class Subject:
    """A script with its plan, and what takes it back."""

    name: str
    script: str
    removal: str
    plan: Plan
    wine: Wine
    done: State | None = None

    def ran(self, state: State, *arguments: str, **options: object) -> Result:
        """A run of the script."""
        return self.wine.run(self.script, state, arguments, **options)

    def gone(self, state: State, *arguments: str, **options: object) -> Result:
        """A run of the removal."""
        return self.wine.run(self.removal, state, arguments, **options)

    def begin(self, situation: Situation) -> State:
        """A machine for a run."""
        if self.done is None:
            before = State(dict(OTHERS))
            result = self.ran(before)
            hold(result.status == 0, f"fails where nobody has been yet: {said(result)}")
            judge.exactly_planned(before, result, self.plan)
            self.done = result.state
        return situation.make(self.done, self.plan)


def once(subject: Subject, state: str) -> str:
    """A run on a state, again, and with /replace where it had to stop; the verdict."""
    situation = STATES[state]
    before = subject.begin(situation)
    phrase = situation.stops.replace("NAME", first(subject.plan))
    result = subject.ran(before, stopped=situation.stopped)
    if result.status == 0:
        hold(not situation.stops, f"does not stop, as it should: {phrase}")
        opened(subject, before, result)
        return "opened"
    hold(bool(situation.stops), f"stops: {said(result)}")
    judge.stopped(before, result, phrase)
    replaced = subject.ran(before, "/replace", stopped=situation.stopped)
    if situation.replaceable:
        opened(subject, before, replaced)
    else:
        judge.stopped(before, replaced, phrase)
    return "stopped"


def opened(subject: Subject, before: State, result: Result) -> None:
    """A run that did what it should, and the one after it, which has nothing to do."""
    hold(result.status == 0, f"fails: {said(result)}")
    judge.exactly_planned(before, result, subject.plan)
    hold(result.state.stateful == before.stateful, "changed FTP inspection without being told")
    again = subject.ran(result.state)
    hold(again.status == 0, f"does not run twice: {said(again)}")
    hold(again.state == result.state and not again.changes, f"changes something when it runs again: {again.changes}")


def undone(subject: Subject, state: str) -> str:
    """The removal on a state, and again; the verdict."""
    situation = STATES[state]
    before = subject.begin(situation)
    phrase = situation.removal.replace("NAME", first(subject.plan))
    result = subject.gone(before, stopped=situation.stopped)
    verdict = "removed"
    if situation.removal:
        judge.stopped(before, result, phrase)
        if situation.stopped:
            return "stopped"
        verdict = "stopped"
        result = subject.gone(before, "/replace")
    judge.removed(before, result, subject.plan)
    again = subject.gone(result.state)
    hold(again.status == 0 and not again.changes, f"does not run twice: {said(again)}")
    hold("There was nothing to remove." in again.output, f"does not say that nothing is left: {said(again)}")
    return verdict


def is_needless(call: str, before: State, after: State, plan: Plan) -> bool:
    """Whether a call puts on record what is on record already, as when a rule that was narrowed is made anew: then it does not
    matter whether it is refused."""
    words = call.split("\t")
    if len(words) < 5 or not words[0].endswith("reg") or words[1] != "add" or words[4] not in plan.openings:
        return False
    recorded = before.records.get(plan.record, {}).get(words[4])
    return recorded is not None and recorded == after.records[plan.record].get(words[4])


def failing(subject: Subject, state: str, status: int = 1, places: int = 0, removal: bool = False) -> str:
    """Each changing call fails once, or the first and the last ones: how many did."""
    before = subject.begin(STATES[state])
    run = subject.gone if removal else subject.ran
    good = run(before, "/replace", watched=True)
    hold(good.status == 0, f"fails: {said(good)}")
    numbers = list(range(1, len(good.changes) + 1))
    for number in numbers[:places] + numbers[-places:] if places else numbers:
        what = f"after call {number} failed ({good.changes[number - 1][1:80]})"
        failed = run(before, "/replace", watched=True, fault=Fault(number, status))
        if is_needless(good.changes[number - 1], before, good.state, subject.plan):
            judge.exactly_planned(before, failed, subject.plan)
            continue
        hold(failed.status == 1, f"{what}: ends with status {failed.status}: {said(failed)}")
        hold(len(failed.changes) == number, f"{what}: goes on: {failed.changes[number:]}")
        hold("FAILED: " in failed.errors, f"{what}: does not say so: {said(failed)}")
        nothing = "nothing was changed" in failed.errors
        hold(not nothing or failed.state.rules == before.rules, f"{what}: says that nothing was changed")
        judge.untouched(before, failed.state, subject.plan)
        again = run(failed.state)
        if again.status:
            judge.stopped(failed.state, again, "FAILED")
            again = run(failed.state, "/replace")
        if removal:
            judge.removed(before, dataclasses.replace(again, output=failed.output + again.output), subject.plan)
        else:
            opened(subject, failed.state, again)
    return f"{len(numbers)} calls"


def inspection(subject: Subject) -> str:
    """FTP inspection is turned off where that is asked for, also where there is nothing else to do."""
    for state in ("clean", "ran once"):
        before = subject.begin(STATES[state])
        result = subject.ran(before, SWITCH)
        hold(result.status == 0 and not result.state.stateful, f"leaves FTP inspection on: {said(result)}")
        judge.exactly_planned(before, result, subject.plan)
    return "off"


def switches(subject: Subject) -> str:
    """Wrong switches end both scripts before they look at anything."""
    before = subject.begin(STATES["clean"])
    for run in (subject.ran, subject.gone):
        for wrong in (("-replace",), ("/replace", "/remove"), ("/?",), ('"a b"',)):
            result = run(before, *wrong)
            hold(result.status == 64 and not result.calls, f"takes {wrong}: {said(result)}")
            hold("usage: " in result.errors, f"does not say how it is used: {said(result)}")
    return "refused"


def followed(old: Subject, new: Subject) -> str:
    """Another plan of the same key comes after one: only the new one's rules are left, without any switch."""
    before = old.begin(STATES["ran once"])
    result = new.ran(before)
    opened(new, before, result)
    removed = new.gone(result.state)
    judge.removed(result.state, removed, new.plan)
    # The removal that belongs to the old plan takes the new one's rules away as well.
    judge.removed(result.state, old.gone(result.state), new.plan)
    return "followed"


def beside(one: Subject, other: Subject) -> str:
    """Plans of two keys leave each other alone."""
    before = one.begin(STATES["ran once"])
    both = other.ran(before)
    opened(other, before, both)
    again = one.ran(both.state)
    hold(again.status == 0 and not again.changes, f"is disturbed by {other.name}: {said(again)}")
    left = one.gone(both.state)
    judge.removed(both.state, left, one.plan)
    judge.exactly_planned(left.state, left, other.plan)
    return "beside"
