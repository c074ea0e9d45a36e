"""The machine that a script runs on: its state, what is changed, and what is said."""

from __future__ import annotations

import copy
import dataclasses
import enum
from typing import Any

from verify.powershell.rule import Profile, Rule


class Spelling(enum.Enum):
    """How the firewall gives an IPv4 network back that was given as address/length."""

    MASK = "mask"
    """As address/mask: Get-NetFirewallAddressFilter does so (dsccommunity/NetworkingDsc#404)."""
    LENGTH = "length"
    """As address/length, so that nothing relies on the mask."""


@dataclasses.dataclass
class State:
    """What a machine holds."""

    rules: list[Rule] = dataclasses.field(default_factory=list)
    profiles: list[Profile] = dataclasses.field(
        default_factory=lambda: [Profile(name) for name in ("Domain", "Private", "Public")]
    )
    stateful_ftp: str = "True"
    services: dict[str, str] = dataclasses.field(default_factory=dict)
    """The status of each service that there is."""
    modules: set[str] = dataclasses.field(default_factory=lambda: {"NetSecurity"})
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    registry: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    environment: dict[str, str] = dataclasses.field(
        default_factory=lambda: {
            "SystemRoot": "C:\\Windows",
            "ProgramData": "C:\\ProgramData",
            "TEMP": "C:\\Windows\\Temp",
            "COMPUTERNAME": "SERVER",
            "USERNAME": "Administrator",
        }
    )
    elevated: bool = True
    spelling: Spelling = Spelling.MASK
    azure: Any = None
    """What stands in Azure and who is logged in there, for scripts that are about it (verify/azure_powershell/world.py)."""

    def copy(self) -> State:
        """A copy that shares nothing."""
        return copy.deepcopy(self)


@dataclasses.dataclass
class Change:
    """A change that a script made, or tried to make."""

    line: int
    command: str
    target: str
    effective: bool
    """Whether anything is different now."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.command} {self.target}" + ("" if self.effective else " (as it was)")


@dataclasses.dataclass
class Transcript:
    """What a script said, by stream."""

    output: list = dataclasses.field(default_factory=list)
    warnings: list[str] = dataclasses.field(default_factory=list)
    errors: list[str] = dataclasses.field(default_factory=list)
    host: list[str] = dataclasses.field(default_factory=list)
    verbose: list[str] = dataclasses.field(default_factory=list)
    what_if: list[str] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    """What PowerShell lets pass and what is most likely a mistake."""


class InjectedFailure(Exception):
    """The failure that a run was asked to have."""


class Machine:
    """A state, with what happens to it.

    A class, because cmdlets change it one after the other, and one of them may have to fail.
    """

    def __init__(self, state: State, fail_at: int | None = None) -> None:
        self.state = state
        self.fail_at = fail_at
        self.changes: list[Change] = []
        self.attempts = 0

    def attempt(self) -> None:
        """Counts a call that changes something, and fails if it is the one that shall."""
        self.attempts += 1
        if self.attempts == self.fail_at:
            raise InjectedFailure

    def changed(self, line: int, command: str, target: str, effective: bool) -> None:
        """Notes a change."""
        self.changes.append(Change(line, command, target, effective))
