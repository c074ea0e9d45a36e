"""What is tried with a script: used groups, calls that fail, and somebody else who changes the group meanwhile."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from verify.azure.cloud import Cloud, SecurityGroup, fresh_etag
from verify.azure.states import GROUP, NSG, PRODUCTION, STATES, TESTING
from verify.azure_powershell import judge
from verify.azure_powershell.run import MODULES, run
from verify.azure_powershell.subject import WHERE, Subject, calls_of, cloud_of, rules_of
from verify.azure_powershell.used import GUEST, SHARED, shared, used
from verify.azure_powershell.world import Kind, World
from verify.powershell.judge import hold
from verify.powershell.run import Result

NOTHING = "Nothing was changed"
WRITE = "Set-AzNetworkSecurityGroup"
READ = "Get-AzNetworkSecurityGroup"
REPLACE = {"Replace": True}


def once(subject: Subject, state: str, arguments: dict[str, Any]) -> str:
    """One run on a state: it opens the plan, or says why not and changes nothing; the verdict."""
    found = shared(subject, state) if state in SHARED else used(subject)[state]
    reason = "" if arguments.get("Replace") and found.replaceable else found.reason
    result = subject.ran(found.cloud, arguments)
    if result.status:
        said = " ".join(result.errors)
        hold(bool(reason), f"refuses: {said}")
        hold(reason in said, f"does not say {reason!r}: {said}")
        refused(result, found.cloud)
        hold(WRITE not in calls_of(result) or state == "disabled-subscription", "asks Azure although it must stop")
        return "refused"
    hold(not reason, f"does not stop, as it should: {reason}")
    written(subject, found.cloud, result, arguments)
    return "opened"


def refused(result: Result, before: Cloud) -> None:
    """A run that failed, and left everything as it was."""
    hold(result.status != 0, "does not fail")
    hold(NOTHING in " ".join(result.errors), f"does not say that nothing was changed: {result.errors}")
    hold(judge.same(cloud_of(result), before), "changed something, and says that it did not")
    hold(not result.output, "put something out although it failed")


def written(subject: Subject, before: Cloud, result: Result, arguments: dict[str, Any]) -> None:
    """A run that did what it should, and what can be done after it."""
    after = cloud_of(result)
    judge.exactly(subject.plan, before, after, WHERE)
    hold(after.selected == before.selected, "changed the session's context")
    told(subject, before, after, judge.summary(result, judge.SUMMARY))
    hold(calls_of(result).count(WRITE) <= 1, "writes more than once")
    denied(before, result)
    foretold = subject.ran(before, arguments, what_if=True)
    hold(WRITE not in calls_of(foretold) and judge.same(cloud_of(foretold), before), "changes something with -WhatIf")
    hold(bool(foretold.what_if) == (WRITE in calls_of(result)), "-WhatIf does not say what would be done")
    again = subject.ran(after, arguments)
    hold(again.status == 0 and WRITE not in calls_of(again), f"writes when it runs again: {again.errors}")
    removal(subject, after)


def told(subject: Subject, before: Cloud, after: Cloud, summary: Any) -> None:
    """The summary tells what was done."""
    old, new = ({name.lower() for name in judge.parted(one, WHERE, subject.plan.prefix)[0]} for one in (before, after))
    lists = {name: {one.lower() for one in summary[name]} for name in ("Created", "Changed", "Unchanged", "Removed")}
    hold(lists["Created"] == new - old, "does not tell what was created")
    hold(lists["Changed"] | lists["Unchanged"] == new & old, "does not tell what was there")
    hold(lists["Removed"] == old - new, "does not tell what was removed")
    hold(summary["SecurityGroup"].endswith(f"/networkSecurityGroups/{NSG}"), "does not tell the group")
    hold(summary["SecurityGroup"] in summary["Check"], "does not tell how to check it")


def denied(before: Cloud, result: Result) -> None:
    """Rules that deny before are named."""
    for name, one in rules_of(before).items():
        if one["access"] == "Deny" and not name.lower().startswith("ftpsgate-") and one["priority"] < 300:
            hold(any(name in said for said in result.warnings), f"does not name {name}")


def removal(subject: Subject, after: Cloud) -> None:
    """The removal takes the rules away and nothing else, and says so."""
    own, others = judge.parted(after, WHERE, subject.plan.prefix)
    foretold = subject.removed(after, what_if=True)
    hold(WRITE not in calls_of(foretold) and bool(foretold.what_if), "changes something with -WhatIf, or is silent")
    gone = subject.removed(after)
    hold(gone.status == 0, f"cannot be undone: {gone.errors}")
    hold(set(judge.summary(gone, judge.REMOVED)["Removed"]) == set(own), "does not tell what was removed")
    left, there = judge.parted(cloud_of(gone), WHERE, subject.plan.prefix)
    hold(not left and there == others, "removes other rules than its own")
    again = subject.removed(cloud_of(gone))
    hold(again.status == 0 and WRITE not in calls_of(again), "writes when there is nothing to remove")
    hold(any("nothing to remove" in said for said in again.warnings), "does not say that there is nothing to remove")


def removal_refused(subject: Subject, state: str) -> None:
    """The removal of what cannot be read fails, and says so."""
    found = shared(subject, state)
    result = subject.removed(found.cloud)
    hold(found.reason in " ".join(result.errors), f"does not say {found.reason!r}: {result.errors}")
    refused(result, found.cloud)


def removal_of_denied(subject: Subject) -> None:
    """The removal stops before a rule that denies, as what it denies may be open without it, but for -Replace."""
    states = used(subject)
    for state in ("denied", "stale and denied"):
        before = states[state].cloud
        denies = next(name for name, one in rules_of(before).items() if one["access"] == "Deny")
        stopped = subject.removed(before)
        refused(stopped, before)
        said = " ".join(stopped.errors)
        hold(f"{denies} does not allow" in said and "-Replace" in said, f"does not name {denies}: {said}")
        hold(WRITE not in calls_of(stopped), "asks Azure although it must stop")
        gone = subject.removed(before, REPLACE)
        hold(gone.status == 0, f"cannot be removed with -Replace: {gone.errors}")
        left, others = judge.parted(cloud_of(gone), WHERE, subject.plan.prefix)
        there = judge.parted(before, WHERE, subject.plan.prefix)[1]
        hold(not left and others == there, "removes other rules than its own")


# Calls that fail


def failing(subject: Subject, state: str) -> int:
    """Each call of Az fails once, in each way: how many did."""
    found = used(subject)[state]
    count = 0
    for ran, arguments in ((subject.ran, REPLACE), (subject.removed, None)):
        before = found.cloud if arguments else cloud_of(subject.ran(found.cloud, REPLACE))
        options = {"arguments": arguments} if arguments else {}
        good = ran(before, **options)
        for place, name in enumerate(calls_of(good), 1):
            for kind in kinds_of(name):
                failed = ran(World(before, fail_at=place, kind=kind), **options)
                failure(failed, before, f"{name} (call {place}, {kind.value})", kind)
                world = failed.state.azure
                again = ran(World(world.cloud), **options)
                hold(again.status == 0, f"cannot go on after {name} failed: {again.errors}")
                hold(judge.same(cloud_of(again), cloud_of(good)), f"ends elsewhere after {name} failed")
                count += 1
    return count


def kinds_of(name: str) -> list[Kind]:
    """How a call can fail: what is only read, or only done in the session, cannot get lost."""
    if name == WRITE:
        return list(Kind)
    return [Kind.REFUSED, Kind.IGNORED] if name.endswith("RuleConfig") else [Kind.REFUSED]


def failure(failed: Result, before: Cloud, what: str, kind: Kind) -> None:
    """A run in which a call failed says so, and says truly whether anything was changed."""
    said = " ".join(failed.errors)
    untouched = judge.same(cloud_of(failed), before)
    hold(failed.status != 0, f"takes no notice of {what}")
    hold(not failed.output, f"puts something out although {what} failed")
    if kind is Kind.REFUSED:
        hold("The service is unavailable" in said, f"does not say why {what} failed: {said}")
    if NOTHING in said:
        hold(untouched, f"says that nothing was changed after {what}")
        return
    told = ("Rules are not what they were: ", "was written, and cannot be read", "are not as planned: ")
    hold(any(one in said for one in told), f"does not say what stands there after {what}: {said}")
    hold(not untouched or kind is Kind.IGNORED, f"does not say that nothing was changed after {what}: {said}")


# Somebody else


def at(name: str, turn: int, change: Callable[[World], None]) -> Callable[[World, str], None]:
    """Somebody who changes something before the turn-th call of a name."""

    def meddle(world: World, called: str) -> None:
        if called == name and world.calls.count(name) == turn - 1:
            change(world)

    return meddle


def group_of(world: World) -> SecurityGroup:
    """The group that scripts are about."""
    group = world.group(PRODUCTION, GROUP, NSG)
    assert group is not None
    return group


def add_guest(world: World) -> None:
    """Makes a rule."""
    group = group_of(world)
    group.rules["guest"], group.etag = copy.deepcopy(GUEST), fresh_etag()


def touch(world: World) -> None:
    """Changes something of the group that no rule says."""
    group_of(world).etag = fresh_etag()


def close(world: World) -> None:
    """Closes a rule of ours."""
    group = group_of(world)
    name = next(one for one in group.rules if one.startswith("ftpsgate-"))
    group.rules[name], group.etag = group.rules[name] | {"access": "Deny"}, fresh_etag()


def meddled(subject: Subject) -> None:
    """A change that comes before the last look stops the script; later ones are told as far as they can be seen."""
    before = used(subject)["old ports"].cloud
    for change in (add_guest, touch, close):
        result = subject.ran(World(before, meddle=at(READ, 2, change)))
        hold(result.status != 0 and WRITE not in calls_of(result), "writes over what somebody else has changed")
        hold("somebody else changed" in " ".join(result.errors), f"does not say why it stops: {result.errors}")
        gone = subject.removed(World(before, meddle=at(READ, 2, change)))
        hold(gone.status != 0 and WRITE not in calls_of(gone), "removes over what somebody else has changed")
    late = subject.ran(World(before, meddle=at(READ, 3, add_guest)))
    hold(late.status == 0 and any("guest" in one for one in late.warnings), "does not tell of a change after the write")
    closed = subject.ran(World(before, meddle=at(READ, 3, close)))
    hold(closed.status != 0 and "not as planned" in " ".join(closed.errors), "does not see that a rule was closed")


def lost(subject: Subject) -> None:
    """What remains, and what header and documentation say: a change between the last look and the write is lost."""
    result = subject.ran(World(used(subject)["old ports"].cloud, meddle=at(WRITE, 1, add_guest)))
    hold(result.status == 0 and "guest" not in rules_of(cloud_of(result)), "is not what the header says")


# Where it is about


def elsewhere(subject: Subject) -> None:
    """A subscription that is named is the one that is changed, whatever the session's is; names are names."""
    wrong, both = STATES["wrong-subscription"], {"SubscriptionId": PRODUCTION}
    named = subject.ran(wrong, both)
    hold(named.status == 0, f"cannot reach another subscription: {named.errors}")
    judge.exactly(subject.plan, wrong, cloud_of(named), WHERE)
    hold(cloud_of(named).selected == TESTING, "changed the session's context")

    def switch(world: World) -> None:
        world.cloud.selected = TESTING

    for turn in (1, 2, 3):
        result = subject.ran(World(STATES["two-subscriptions"], meddle=at(READ, turn, switch)))
        hold(result.status == 0, f"hangs on the session's context: {result.errors}")
        judge.exactly(subject.plan, STATES["two-subscriptions"], cloud_of(result), WHERE)
    for world, arguments, reason in (
        (World(wrong, hidden=frozenset({PRODUCTION})), both, f"no context of the subscription {PRODUCTION}"),
        (World(wrong, strangers=frozenset({PRODUCTION})), both, "has no rights"),
        (World(STATES["not-logged-in"]), both, "Run Connect-AzAccount"),
        (World(STATES["clean"]), {"NetworkSecurityGroupName": "ftp-*"}, "exactly this name"),
        (World(STATES["clean"]), {"NetworkSecurityGroupName": "*x*"}, "exactly this name"),
        (World(STATES["clean"]), {"ResourceGroupName": "ftp group"}, "cannot be read"),
    ):
        result = subject.ran(world, arguments)
        hold(reason in " ".join(result.errors), f"does not say {reason!r}: {result.errors}")
        refused(result, world.cloud)
    names = {"ResourceGroupName": GROUP.upper(), "NetworkSecurityGroupName": NSG.upper()}
    shouted = subject.ran(STATES["clean"], names)
    hold(shouted.status == 0, f"takes the case of names for something: {shouted.errors}")


def modules(subject: Subject) -> None:
    """Without Azure PowerShell it says what is missing and where it comes from."""
    for missing, cmdlet in (("Az.Network", WRITE), ("Az.Accounts", "Get-AzContext")):
        for script in (subject.script, subject.removal):
            result = run(script, STATES["clean"], modules=MODULES - {missing})
            refused(result, STATES["clean"])
            said = " ".join(result.errors)
            hold(cmdlet in said and "Install-Module" in said, f"does not say what is missing: {said}")


def beside(first: Subject, second: Subject) -> None:
    """Two plans in one group leave each other alone, whichever comes and goes first."""
    for one, other in ((first, second), (second, first)):
        alone = cloud_of(one.ran(STATES["clean"]))
        both = other.ran(alone)
        hold(both.status == 0, f"{other.name} cannot come after {one.name}: {both.errors}")
        judge.exactly(other.plan, alone, cloud_of(both), WHERE)
        judge.exactly(one.plan, cloud_of(other.ran(STATES["clean"])), cloud_of(both), WHERE)
        hold(judge.same(cloud_of(other.removed(cloud_of(both))), alone), f"{other.name} takes rules of {one.name} away")
