"""Scripts that are broken on purpose: a verifier that lets one of them pass looks at nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from verify.azure_powershell import scenarios
from verify.azure_powershell.subject import Subject


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is wrong with a script, what stands there in a sound one, what stands there instead, and who notices it."""

    what: str
    sound: str
    faulty: str
    trial: Callable[..., Any]
    arguments: tuple[Any, ...] = ()

    def broken(self, subject: Subject) -> Subject:
        """The script with the fault."""
        for part, script in (("script", subject.script), ("removal", subject.removal)):
            if self.sound in script:
                return dataclasses.replace(subject, **{part: script.replace(self.sound, self.faulty)})
        raise AssertionError(f"there is no place for the fault: {self.what}")


def on(state: str) -> dict[str, Any]:
    """A run on a state notices it."""
    return {"trial": scenarios.once, "arguments": (state, {})}


FAILING: dict[str, Any] = {"trial": scenarios.failing, "arguments": ("stale",)}
FAULTS = (
    Fault("stops for no changed rule", "$there -ne $wanted -and -not $Replace", "$false", **on("narrowed")),
    Fault(
        "writes over what somebody changed meanwhile", "if ($different.Count -gt 0 -or $latest.Etag -ne $group.Etag) {",
        "if ($false) {", scenarios.meddled,
    ),
    Fault("takes what Azure says for true", "$wrong += $difference", "$null = $difference", **FAILING),
    Fault("asks nobody", "0 -and $PSCmdlet.ShouldProcess(", "0 -and @(", **on("clean")),
    Fault("goes on after errors", "-DefaultProfile $context -ErrorAction Stop | Out-Null",
          "-DefaultProfile $context -ErrorAction SilentlyContinue | Out-Null", **FAILING),
    Fault("takes rules of others for its own", "'{0}*' -f $prefix", "'*{0}' -f ''", **on("foreign-deny")),
    Fault("looks at no priority", "if ($one.Priority -eq $rule.Priority) {", "if ($false) {", **on("priority taken")),
    Fault("works in the session's context", "-DefaultProfile $context ", "", scenarios.elsewhere),
    Fault("says that nothing was changed", "if ($different.Count -gt 0) { $state =", "if ($false) { $state =",
          scenarios.failing, ("old ports",)),
    Fault("leaves rules of an earlier plan", "$removed += $one.Name\n        $reasons", "$reasons", **on("stale")),
    Fault("opens more", "'50000-50100'", "'50000-50200'", **on("clean")),
    Fault("adds rules that are there", "foreach ($name in $gone) {", "foreach ($name in $removed) {", scenarios.once,
          ("narrowed", scenarios.REPLACE)),
    Fault("does not see application security groups", "$words += @($Groups | ForEach-Object { $_.Id })",
          "if ($words.Count -eq 0) { $words += '*' }", **on("application group")),
    Fault("misspells a property", "$rule.SourcePortRange)", "$rule.SourcePortRanges)", **on("ours")),
    Fault("widens what an earlier plan has left", "if ($reasons.Count -gt 0 -and", "if ($false -and",
          **on("stale and narrowed")),
    Fault("takes rules of another server away", "$isOurs -and $strange.Count -eq 0 -and", "$isOurs -and",
          **on("stale at another address")),
    Fault("sees no ports of clients", "(Get-List (Get-Ends $Rule).Clients.Ports)", "'*'", **on("other source ports")),
    Fault("removes what denies", "if ($one.Access -ne 'Allow' -and", "if ($false -and", scenarios.removal_of_denied),
    Fault("names no rule that denies", "$notes += '{0} (p", "$null = '{0} (p", **on("foreign-deny")),
)  # fmt: skip
"""Each is noticed by one trial of a script for the usual configuration."""
