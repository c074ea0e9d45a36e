"""Scripts that are broken on purpose: a verifier that lets one of them pass looks at nothing."""

from dataclasses import dataclass

from verify.azure.run import Result
from verify.azure.states import GROUP, NSG, STATES, ours

WHERE = f"Production/{GROUP}/{NSG}"
STOPPED = ("narrowed", "misspelt-group", "priority-taken")
"""States in which the script must end before it changes anything."""


@dataclass(frozen=True)
class Broken:
    """What is put in the place of a text of the usual script, and the state on which that must be noticed."""

    what: str
    old: str
    new: str
    state: str = "clean"
    fail_at: int | None = None


def problem(result: Result, state: str, fail_at: int | None = None) -> str | None:
    """What is wrong with a run of the usual script, by what is written down apart from it."""
    if state in STOPPED:
        stopped = result.status == 1 and not result.changes and "Nothing was changed." in result.errors
        return None if stopped else "it did not stop"
    if fail_at:
        failed = result.status == 1 and "FAILED: az refused the rule" in result.errors
        return None if failed else "it did not say what was refused"
    if result.status != 0:
        return result.errors
    before = STATES[state].rules()[WHERE]
    others = {name: rule for name, rule in before.items() if not name.startswith("ftpsgate-1.")}
    return None if result.cloud.rules() == {WHERE: others | ours()} else "it left other rules"


BROKEN = (
    Broken("opens fewer ports", "'21 990 50000-50100'", "'21 990 50000-50099'"),
    Broken("opens more ports", "'21 990 50000-50100'", "'21 990 49999-50100'"),
    Broken("lets nobody in", "--access Allow", "--access Deny"),
    Broken("has a priority that is none", "Inbound 300", "Inbound 99"),
    Broken("misspells an argument", "--destination-port-ranges", "--destination-ports"),
    Broken("forgets a rule", '  "$1" ftpsgate-1.out-tcp', "  : ftpsgate-1.out-tcp"),
    Broken("undoes what somebody narrowed", "each_rule check_rule\n", "", "narrowed"),
    Broken("does not mind a taken priority", "each_standing check_standing\n", "", "priority-taken"),
    Broken("leaves stale rules", "each_standing remove_standing\n", "", "stale"),
    Broken("removes rules of another server", "prefix=ftpsgate-1.", "prefix=ftpsgate-1", "another-server"),
    Broken("does not mind a refusal", 'fail "az refused the rule $1."', "true", fail_at=2),
)
"""Each is noticed; the script that they are made from passes on all these states."""
