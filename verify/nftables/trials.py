"""What a file for nft is held to: each trial begins with an administrator's own rules, and raises Wrong if it fails."""

from __future__ import annotations

import ruleset
from cases import Written
from firewall import OWN, Done, Firewall
from openings import reach
from plan import key, openings


class Wrong(Exception):
    """A file that does not do what it should."""


def replacing(text: str) -> str:
    """The file as its header has it made for replacing what is there."""
    return "".join(
        "add " + line.removeprefix("create ") if line.startswith("create ") else line
        for line in text.splitlines(keepends=True)
    )


class Trials:
    """The trials of what the program writes for one plan."""

    def __init__(self, written: Written, firewall: Firewall) -> None:
        self.written = written
        self.firewall = firewall
        self.chain = f"ftpsgate-{key(written.plan)}"
        self.plan = reach(openings(written.plan, written.case.servers))

    def apply(self, text: str, *options: str) -> Done:
        """Has nft take a file."""
        return self.firewall.nft(*self.written.case.arguments, *options, "-f", "-", text=text)

    def succeed(self, text: str, *options: str) -> None:
        """The same, which has to work."""
        done = self.apply(text, *options)
        expect(done.status == 0 and not done.errors, f"nft refuses: {done.errors.strip()}")

    def refused(self, text: str, reason: str) -> None:
        """The same, which has to fail for a reason and change nothing at all."""
        before = self.firewall.listing()
        done = self.apply(text)
        expect(done.status != 0, f"nft does not say {reason!r}")
        expect(reason in done.errors, f"nft does not say {reason!r}: {done.errors.strip()}")
        expect(self.firewall.listing() == before, f"changed although it failed: {reason}")

    # The trials

    def opens_the_plan(self) -> None:
        """The kernel has each opening of the plan and none more, and the rules of others are as they were."""
        self.firewall.begin()
        before = ruleset.without_handles(self.firewall.listing())
        self.succeed(self.written.rules, "-c")
        expect(ruleset.without_handles(self.firewall.listing()) == before, "a check changed something")
        self.succeed(self.written.rules)
        text = self.firewall.listing()
        found = reach(ruleset.openings(text, self.chain))
        expect(found == self.plan, f"open is {found}, and the plan {self.plan}")
        self.translates_the_plan(text)
        others = [one for one in ruleset.without_handles(text) if not self.is_own(one)]
        expect(others == before, "rules of others are not as they were")

    def translates_the_plan(self, text: str) -> None:
        """What is translated is open behind it, and each public address leads to all that is."""
        by_public: dict[str, list[ruleset.Opening]] = {}
        for public, opening in ruleset.translations(text, self.chain):
            by_public.setdefault(public, []).append(opening)
        expect(set(by_public) == set(self.written.case.public), f"translated are {sorted(by_public)}")
        wanted = {way: runs for way, runs in self.plan.items() if way[0] == "inbound" and ":" not in way[1]}
        for public, those in by_public.items():
            expect(reach(those) == wanted, f"{public} leads to {reach(those)}, and open is {wanted}")

    def twice(self) -> None:
        """What is there already stops the file; replaced it is the same, handles aside."""
        self.firewall.begin()
        self.succeed(self.written.rules)
        self.firewall.jump(self.chain)
        first = ruleset.without_handles(self.firewall.listing())
        self.refused(self.written.rules, "File exists")
        self.succeed(replacing(self.written.rules))
        expect(ruleset.without_handles(self.firewall.listing()) == first, "replaced is not the same")

    def stays_narrow(self) -> None:
        """What somebody has taken away by hand stays away until the file is made to replace it."""
        self.firewall.begin()
        self.succeed(self.written.rules)
        first = ruleset.without_handles(self.firewall.listing())
        self.firewall.delete(self.chain, self.firewall.handles(self.chain)[0])
        self.refused(self.written.rules, "File exists")
        self.firewall.must("insert", "rule", "inet", "filter", self.chain, "drop")
        self.succeed(replacing(self.written.rules))
        expect(ruleset.without_handles(self.firewall.listing()) == first, "replaced is not the plan")

    def replaces_an_older_plan(self) -> None:
        """Translations of an earlier plan of the name go with its rules."""
        self.firewall.begin()
        self.firewall.must("add", "chain", "inet", "filter", self.chain)
        self.firewall.must("-f", "-", text=OLD_TABLE.format(name=self.chain))
        self.succeed(replacing(self.written.rules))
        self.translates_the_plan(self.firewall.listing())

    def undoes(self) -> None:
        """Removal leaves what was there before, and is refused as a whole while a jump is left."""
        self.firewall.begin()
        before = ruleset.without_handles(self.firewall.listing())
        self.succeed(self.written.rules)
        self.firewall.jump(self.chain)
        self.refused(self.written.removal, "Device or resource busy")
        self.firewall.delete("forward", self.firewall.handles("forward")[-1])
        for _ in range(2):
            self.succeed(self.written.removal)
            expect(ruleset.without_handles(self.firewall.listing()) == before, "something is left, or gone")
        self.succeed(self.written.rules)

    def needs_the_table(self) -> None:
        """Without the administrator's table nothing happens."""
        self.firewall.begin("")
        for text in (self.written.rules, replacing(self.written.rules), self.written.removal):
            self.refused(text, "No such file or directory")

    def needs_the_address(self) -> None:
        """Without the server's address nothing happens, where it is in no file."""
        if self.written.case.given:
            self.firewall.begin()
            done = self.firewall.nft("-f", "-", text=self.written.rules)
            expect(done.status != 0 and "unknown identifier 'server'" in done.errors, f"{done.errors.strip()}")

    def survives_a_restart(self) -> None:
        """Included by a file that begins with flush ruleset, it can be loaded again and again."""
        given = "define server = 10.0.0.4\n" if self.written.case.given else ""
        jump = f"add rule inet filter forward jump {self.chain}\n"
        whole = "flush ruleset\n" + OWN + given + self.written.rules + jump
        listings = []
        for _ in range(2):
            self.firewall.must("-f", "-", text=whole)
            listings.append(ruleset.without_handles(self.firewall.listing()))
        expect(listings[0] == listings[1], "loaded again it is not the same")

    def is_own(self, one: dict[str, dict[str, object]]) -> bool:
        """Whether something of a ruleset is the plan's."""
        [(kind, what)] = one.items()
        name = what.get("chain", what.get("name") if kind in ("chain", "table") else None)
        return self.chain in (name, what.get("table"))


OLD_TABLE = """table ip {name} {{
  chain prerouting {{
    type nat hook prerouting priority -50; policy accept;
    ip daddr 20.40.60.99 tcp dport 21 dnat to 10.0.0.99
  }}
}}
"""

ALL = (
    Trials.opens_the_plan,
    Trials.twice,
    Trials.stays_narrow,
    Trials.replaces_an_older_plan,
    Trials.undoes,
    Trials.needs_the_table,
    Trials.needs_the_address,
    Trials.survives_a_restart,
)
"""Each is made with each plan of `cases.CASES`."""
DRAWN = (Trials.opens_the_plan, Trials.twice)
"""These are made with plans that are drawn."""


def expect(holds: bool, otherwise: str) -> None:
    """Raises what is wrong."""
    if not holds:
        raise Wrong(otherwise)
