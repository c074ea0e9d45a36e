"""Changes that Azure refuses although nothing is wrong with them: rights, policies, locks, a service's bad day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from verify.azure.checks import Refusal


class Kind(Enum):
    """Why a change is refused."""

    POLICY = "policy"
    """A policy of the company (403)."""
    LOCK = "lock"
    """A lock on the resource group, which is a conflict to Azure, not a lack of rights (409, Azure/AKS issue 329)."""
    RIGHTS = "rights"
    """The caller may read, but not change (403)."""
    SERVER = "server"
    """The service fails (500); az tries such a request three times more."""
    OPERATION = "operation"
    """The change is accepted, and the operation that it began fails."""


@dataclass
class Fault:
    """Which change fails, and why."""

    at: int
    """The number of the change, from 1; the same change, tried again, has the same number."""
    kind: Kind = Kind.POLICY
    tries: int | None = None
    """How many tries of it fail; all, unless told otherwise."""
    onwards: bool = False
    """Whether all later changes fail too, as they do under a lock."""
    seen: list[tuple[str, str]] = field(default_factory=list)
    failed: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Counts a change, and says whether it fails."""
        change = (method, path)
        if not self.seen or self.seen[-1] != change:
            self.seen.append(change)
        if not (len(self.seen) == self.at or self.onwards and len(self.seen) > self.at):
            return False
        self.failed += 1
        return self.tries is None or self.failed <= self.tries

    def refusal(self, method: str, id: str) -> Refusal:
        """What is answered."""
        return ANSWERS[self.kind](method, id)


def refused_by_policy(method: str, id: str) -> Refusal:
    return Refusal(
        403,
        "RequestDisallowedByPolicy",
        f"Resource '{id.rpartition('/')[2]}' was disallowed by policy. Reasons: 'Creation of unrestricted NSG rules is"
        " not allowed.'. See error details for policy resource IDs.",
    )


def locked(method: str, id: str) -> Refusal:
    what = "delete" if method == "DELETE" else "write"
    return Refusal(
        409,
        "ScopeLocked",
        f"The scope '{id}' cannot perform {what} operation because following scope(s) are locked:"
        f" '{id.partition('/providers/')[0]}'. Please remove the lock and try again.",
    )


def without_rights(method: str, id: str) -> Refusal:
    what = "delete" if method == "DELETE" else "write"
    return Refusal(
        403,
        "AuthorizationFailed",
        "The client '00000000-0000-0000-0000-0000000000bb' with object id '00000000-0000-0000-0000-0000000000bb' does"
        f" not have authorization to perform action 'Microsoft.Network/networkSecurityGroups/securityRules/{what}' over"
        f" scope '{id}' or the scope is invalid. If access was recently granted, please refresh your credentials.",
    )


def failed(method: str, id: str) -> Refusal:
    return Refusal(500, "InternalServerError", "An error occurred.")


ANSWERS: dict[Kind, Callable[[str, str], Refusal]] = {
    Kind.POLICY: refused_by_policy,
    Kind.LOCK: locked,
    Kind.RIGHTS: without_rights,
    Kind.SERVER: failed,
    Kind.OPERATION: failed,
}
