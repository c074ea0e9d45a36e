"""Machines as scripts may find them, each made of what a clean run has left."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from verify.netsh import plans
from verify.netsh.plans import Plan
from verify.netsh.registry import State

OTHERS = {
    "RemoteDesktop-UserMode-In-TCP": "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389"
    r"|App=%SystemRoot%\system32\svchost.exe|Svc=termservice|Name=@FirewallAPI.dll,-28775|EmbedCtxt=@FirewallAPI.dll,-28752|",
    r"TCP Query User{5B1B2A4C-8C0D-4F25-8D6A-0D5E6C1A7B11}C:\tools\a b\server.exe": "v2.30|Action=Block|Active=TRUE|Dir=In"
    r"|Protocol=6|Profile=Public|App=C:\tools\a b\server.exe|Name=server.exe|Desc=server.exe|",
    "{0D1C6F0E-27F5-4D0B-9A39-5D6B1E0C7A01}": "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443"
    '|Name=100% "web" & more ^ !x! <in>|Desc=ftpsgate-1.in-tcp-21|',
}
"""Rules of others, as Windows and its users have them."""


@dataclasses.dataclass(frozen=True)
class Situation:
    """A machine, and what a script shall make of it without /replace."""

    make: Callable[[State, Plan], State]
    """From what a clean run has left."""
    stops: str = ""
    """What it must say where it must stop, if it must: `NAME` is the first rule of the plan."""
    replaceable: bool = True
    """Whether /replace gets over it."""
    stopped: bool = False
    """Whether the firewall's service stands still."""
    removal: str = ""
    """What the removal must say where that must stop."""


def first(plan: Plan) -> str:
    """The name of the first rule."""
    return next(iter(plan.openings))


def clean(done: State, plan: Plan) -> State:
    """Nobody has run a script yet."""
    state = done.copy()
    state.rules = {id: text for id, text in state.rules.items() if not plan.owns(plans.name(text))}
    state.records.pop(plan.record, None)
    return state


def id_of(state: State, name: str) -> str:
    """The value that has a rule."""
    return next(id for id, text in state.rules.items() if plans.name(text) == name)


def changed(old: str, new: str) -> Callable[[State, Plan], State]:
    """Somebody has changed the text of the first rule."""

    def make(done: State, plan: Plan) -> State:
        state = done.copy()
        id = id_of(state, first(plan))
        if old not in state.rules[id]:
            raise AssertionError(f"{old} is not in {state.rules[id]}")
        state.rules[id] = state.rules[id].replace(old, new)
        return state

    return make


def unrecorded(done: State, plan: Plan) -> State:
    """Rules without a record, as earlier scripts left them."""
    state = done.copy()
    del state.records[plan.record]
    return state


def unfinished(done: State, plan: Plan) -> State:
    """A run that ended before its last rule."""
    state = done.copy()
    last = list(plan.openings)[-1]
    del state.rules[id_of(state, last)]
    del state.records[plan.record][last]
    state.records[plan.record]["plan"] = "unfinished"
    return state


def gone(done: State, plan: Plan) -> State:
    """Somebody has deleted the first rule."""
    state = done.copy()
    del state.rules[id_of(state, first(plan))]
    return state


def twice(done: State, plan: Plan) -> State:
    """There are two rules of a name, one as the script wrote it."""
    state = done.copy()
    text = state.rules[id_of(state, first(plan))].replace("Dir=In", "Dir=Out")
    return with_rules(state, {"{22222222-0000-4000-8000-000000000001}": text})


def same_twice(done: State, plan: Plan) -> State:
    """There are two rules of a name with one text."""
    state = done.copy()
    return with_rules(state, {"{00000000-0000-4000-8000-000000000002}": state.rules[id_of(state, first(plan))]})


def taken(done: State, plan: Plan) -> State:
    """Somebody else has a rule of that name."""
    text = rf"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8021|App=C:\ftp\ftp.exe|Name={first(plan)}|"
    return with_rules(clean(done, plan), {"{33333333-0000-4000-8000-000000000003}": text})


def taken_in_capitals(done: State, plan: Plan) -> State:
    """Somebody else has a rule of that name in capitals, which is the same to netsh."""
    state = taken(done, plan)
    state.rules = {id: text.replace(first(plan), first(plan).upper()) for id, text in state.rules.items()}
    return state


def longer_name(done: State, plan: Plan) -> State:
    """A rule's name begins with one of the plan, and another one ends with it."""
    text = f"v2.30|Action=Block|Active=FALSE|Dir=In|Protocol=6|LPort=2|Name={first(plan)}0|Desc={first(plan)}|"
    other = text.replace(f"Name={first(plan)}0", f"Name=x{first(plan)}")
    return with_rules(
        done.copy(),
        {"{44444444-0000-4000-8000-000000000004}": text, "{44444444-0000-4000-8000-000000000005}": other},
    )


def old(done: State, plan: Plan) -> State:
    """There is a rule of an earlier plan."""
    name = f"ftpsgate-{plan.key}.in-tcp-2100"
    text = rf"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=2100|App=%SystemRoot%\x|Name={name}|Desc=old|"
    state = with_rules(done.copy(), {"{55555555-0000-4000-8000-000000000005}": text})
    state.records[plan.record][name] = text
    state.records[plan.record]["plan"] = "ftpsgate 0.1.0 of another plan"
    return state


def old_with(replaced: str, by: str) -> Callable[[State, Plan], State]:
    """Somebody has changed a rule of an earlier plan."""

    def make(done: State, plan: Plan) -> State:
        state = old(done, plan)
        id = "{55555555-0000-4000-8000-000000000005}"
        state.rules[id] = state.rules[id].replace(replaced, by)
        return state

    return make


def old_gone(done: State, plan: Plan) -> State:
    """A rule of an earlier plan is on record, and somebody has deleted it."""
    state = old(done, plan)
    del state.rules["{55555555-0000-4000-8000-000000000005}"]
    return state


def other_server(done: State, plan: Plan) -> State:
    """A script with another key has been here, whose names begin almost like ours."""
    state = done.copy()
    for key in (f"{plan.key}1", f"{plan.key}-2"):
        names = {f"ftpsgate-{key}.{name.partition('.')[2]}": name for name in plan.openings}
        texts = {name: state.rules[id_of(state, own)].replace(own, name) for name, own in names.items()}
        state.records[f"ftpsgate-{key}"] = texts | {"plan": "ftpsgate 0.1.0 of another server"}
        for number, text in enumerate(texts.values()):
            state.rules[f"{{66666666-0000-4000-8000-{len(key):06d}{number:06d}}}"] = text
    return state


def with_rules(state: State, rules: dict[str, str]) -> State:
    """More rules."""
    state.rules |= rules
    return state


DIFFERENT = "NAME is not as a script of this plan left it"
OLD = "in-tcp-2100 is not as a script of this plan left it"
BLOCKED = "NAME does not allow"
BLIND = "cannot read the firewall"
STATES: dict[str, Situation] = {
    "clean": Situation(clean),
    "ran once": Situation(lambda done, _: done.copy()),
    "narrowed by hand": Situation(changed("|App=", "|RA4=LocalSubnet|RA6=LocalSubnet|App="), DIFFERENT),
    "narrowed to a profile": Situation(changed("|Protocol=6|", "|Protocol=6|Profile=Domain|"), DIFFERENT),
    "narrowed to an interface": Situation(changed("|App=", "|IFType=Lan|App="), DIFFERENT),
    "blocked": Situation(changed("Action=Allow", "Action=Block"), DIFFERENT, removal=BLOCKED),
    "disabled": Situation(changed("Active=TRUE", "Active=FALSE"), DIFFERENT),
    "described": Situation(changed("|Desc=", '|Desc=CHG-17: 100% "a" & echo owned > owned.txt ^ !x!'), DIFFERENT),
    "unrecorded": Situation(unrecorded, DIFFERENT),
    "unfinished": Situation(unfinished),
    "gone": Situation(gone),
    "twice": Situation(twice, DIFFERENT),
    "twice the same": Situation(same_twice, DIFFERENT),
    "name taken": Situation(taken, DIFFERENT),
    # Wine's find, as the one of Windows without /i, sees no text under this spelling, so that a removal asks first.
    "name taken in capitals": Situation(taken_in_capitals, DIFFERENT, removal="in-tcp-21 does not allow"),
    "longer names": Situation(longer_name),
    "old ports": Situation(old),
    "old and narrowed": Situation(old_with("|App=", "|RA4=LocalSubnet|App="), OLD),
    "old and blocked": Situation(old_with("Action=Allow", "Action=Block"), OLD, removal="in-tcp-2100 does not allow"),
    "old and gone": Situation(old_gone),
    "another server": Situation(other_server),
    "service stopped": Situation(clean, BLIND, replaceable=False, stopped=True, removal=BLIND),
    "service stopped later": Situation(lambda done, _: done.copy(), BLIND, False, True, BLIND),
}
