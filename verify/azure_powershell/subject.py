"""A script of the target with what it is held against, and how it is run."""

from __future__ import annotations

import dataclasses
from typing import Any

from verify.azure.cloud import Cloud, Properties
from verify.azure.states import GROUP, NSG, STATES
from verify.azure_powershell.judge import Plan
from verify.azure_powershell.run import run
from verify.azure_powershell.world import World
from verify.powershell.judge import hold
from verify.powershell.run import Result

WHERE = f"Production/{GROUP}/{NSG}"
"""The group that scripts are about."""


@dataclasses.dataclass(frozen=True)
class Subject:
    """A script with its removal and its plan, and those for the Azure CLI that must make the same rules."""

    name: str
    script: str
    removal: str
    plan: Plan
    cli: str = ""
    cli_removal: str = ""

    def ran(self, world: World | Cloud, arguments: dict[str, Any] | None = None, **options: Any) -> Result:
        """A run, in which nothing may be misspelt."""
        return sound(run(self.script, world, arguments, **options))

    def removed(self, world: World | Cloud, arguments: dict[str, Any] | None = None, **options: Any) -> Result:
        """A run of the removal."""
        return sound(run(self.removal, world, arguments, **options))

    def applied(self) -> dict[str, Properties]:
        """The rules that the script leaves in an empty group."""
        return rules_of(cloud_of(self.ran(STATES["clean"])))


def sound(result: Result) -> Result:
    """A run in which nothing was misspelt."""
    hold(not result.notes, f"{result.notes}")
    return result


def cloud_of(result: Result) -> Cloud:
    """The cloud after a run."""
    return result.state.azure.cloud


def calls_of(result: Result) -> list[str]:
    """The calls of a run."""
    return result.state.azure.calls


def rules_of(cloud: Cloud) -> dict[str, Properties]:
    """The rules of the group."""
    return cloud.rules()[WHERE]
