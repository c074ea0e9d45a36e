"""Azure as a session of PowerShell sees it: the cloud, which contexts there are, what fails, who else is at work."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable

from verify.azure.cloud import Cloud, SecurityGroup, Subscription


class Kind(enum.Enum):
    """How a call fails."""

    REFUSED = "refused"
    """It does nothing, and is an error."""
    LOST = "lost"
    """It is done, but the answer is an error, as when a connection breaks."""
    IGNORED = "ignored"
    """Nothing is done, and it is called a success."""


@dataclasses.dataclass
class World:
    """What calls of Az find."""

    cloud: Cloud
    hidden: frozenset[str] = frozenset()
    """Subscriptions that the login has no context of, as Connect-AzAccount makes no more than 25."""
    strangers: frozenset[str] = frozenset()
    """Subscriptions that exist for somebody else only: a call there is refused."""
    fail_at: int | None = None
    """The number of the call that fails, from 1."""
    kind: Kind = Kind.REFUSED
    meddle: Callable[[World, str], None] | None = None
    """Somebody else, who gets a turn before each call, and is told its name."""
    calls: list[str] = dataclasses.field(default_factory=list)
    """The names of the cmdlets called so far."""

    def contexts(self) -> list[Subscription]:
        """The subscriptions that the login has a context of; none where nobody is logged in."""
        if self.cloud.selected is None:
            return []
        return [one for one in self.cloud.subscriptions if one.id not in self.hidden]

    def current(self) -> Subscription | None:
        """The subscription of the session's context."""
        return None if self.cloud.selected is None else self.cloud.find(self.cloud.selected)

    def group(self, subscription: str, resource_group: str, name: str) -> SecurityGroup | None:
        """A security group, which is the same in any case of its names."""
        found = self.cloud.find(subscription)
        inside = found.find(resource_group) if found else None
        return inside.find(name) if inside else None

    def begin(self, name: str) -> bool:
        """Counts a call; whether it is the one that fails."""
        if self.meddle is not None:
            self.meddle(self, name)
        self.calls.append(name)
        return len(self.calls) == self.fail_at
