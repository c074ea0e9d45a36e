"""Scripts that are broken on purpose: a verifier that lets one of them pass looks at nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from verify.powershell import scenarios
from verify.powershell.machine import Spelling
from verify.powershell.scenarios import Subject


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is wrong with a script, what stands there in a sound one, what stands there instead, and who notices it."""

    what: str
    sound: str
    faulty: str
    trial: Callable[..., Any]
    arguments: tuple[Any, ...]

    def broken(self, subject: Subject) -> Subject:
        """The script with the fault."""
        if self.sound not in subject.script:
            raise AssertionError(f"there is no place for the fault: {self.what}")
        return dataclasses.replace(subject, script=subject.script.replace(self.sound, self.faulty), removal=None)


def on(state: str) -> dict[str, Any]:
    """A run on a state notices it."""
    return {"trial": scenarios.once, "arguments": (state, Spelling.MASK, {})}


FAILING: dict[str, Any] = {"trial": scenarios.failing, "arguments": ("clean", {})}
SINCE: dict[str, Any] = {"trial": scenarios.changed_since, "arguments": ()}
FAULTS = (
    Fault(
        "stops for no changed rule", "$differences.Count -gt 0 -and -not $Replace", "$false", **on("narrowed-by-hand")
    ),
    Fault("looks at no old rule", "if ($Replace -or $planned", "if ($true -or $planned", **on("old-narrowed")),
    Fault("widens what Windows ships", "if ($isNew -and -not $Replace)", "if ($false)", **on("control-narrowed")),
    Fault("goes on after errors", "    ErrorAction = 'Stop'\n}", "}", **FAILING),
    Fault("leaves shipped rules wide", "$isChangeable = $isUsed -and", "$isChangeable = $false -and", **on("clean")),
    Fault("takes rules of others for its own", "-Group $group -Err", "-Group 'ftpsgate-*' -Err", **on("other-server")),
    Fault("takes any name for its own", "if (-not $isNamed)", "if ($false)", **on("old-shrunk")),
    Fault("knows no profile", "@('Profile', 'RemotePort')", "@()", **on("control-in-domain")),
    Fault("keeps no record", "Set-Record $doing @{", "$null = @{", **on("clean")),
    Fault(
        "restores what is not its own", "if ($isChanged -and -not (Test-Written", "if ($false -and -not (Test-", **SINCE
    ),
    Fault(
        "narrows what was set by hand", "($isAsShipped -or $isWritten)", "($true -or $isWritten)", **on("passive-moved")
    ),
    Fault("asks nobody", "if ($PSCmdlet.ShouldProcess($doing, 'Create firewall rule'))", "if ($true)", **on("clean")),
    Fault("looks at no policy", "$shut.Count -gt 0 -and $heeding.Count -eq 0", "$false", **on("shut")),
    Fault("knows one spelling of networks", "if ($parts[1] -match '^\\d+$')", "if ($true)", **on("clean")),
    Fault("tells nothing of failures", "throw (Get-Failure $doing $_.Exception.Message $done)", "throw $_", **FAILING),
    Fault("misspells a property", "$rule.Group -ne $group", "$rule.Grup -ne $group", **on("clean")),
)
"""Each is noticed by one trial of a script that lets in some clients only."""
