"""The part of a registry that a firewall lives in, as the text that `reg import` reads and `reg export` writes."""

from __future__ import annotations

import dataclasses
import re

POLICY = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
RULES = POLICY + r"\FirewallRules"
RECORDS = r"HKEY_LOCAL_MACHINE\SOFTWARE\ftpsgate-netsh"
LINE = re.compile(r'"((?:[^"\\]|\\.)*)"="((?:[^"\\]|\\.)*)"', re.DOTALL)


@dataclasses.dataclass
class State:
    """A machine, as far as scripts for netsh can see it."""

    rules: dict[str, str] = dataclasses.field(default_factory=dict)
    """The text of each rule, under the name of its value."""
    records: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    """What scripts keep, by the name of their key."""
    stateful: bool = True
    """Whether FTP inspection is on."""

    def copy(self) -> State:
        """One that can be changed."""
        return State(dict(self.rules), {name: dict(one) for name, one in self.records.items()}, self.stateful)


def written(state: State) -> bytes:
    """What makes a registry this state, whatever it was before."""
    lines = ["Windows Registry Editor Version 5.00", "", f"[-{POLICY}]", "", f"[-{RECORDS}]", "", f"[{POLICY}]"]
    lines += [f'"DisableStatefulFTP"=dword:{0 if state.stateful else 1:08x}', "", f"[{RULES}]", *values(state.rules)]
    # The parent of all records is always there, so that an export without it is a failure and not an absence.
    lines += ["", f"[{RECORDS}]"]
    for name, record in state.records.items():
        lines += ["", f"[{RECORDS}\\{name}]", *values(record)]
    return "\r\n".join([*lines, "", ""]).encode("utf-16")


def values(named: dict[str, str]) -> list[str]:
    """Values that are texts."""
    return [f'"{escaped(name)}"="{escaped(text)}"' for name, text in named.items()]


def escaped(text: str) -> str:
    """A text between quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def read(policy: bytes, records: bytes) -> State:
    """The state that a registry has."""
    state = State()
    for key, content in keys(policy):
        if key == RULES.lower():
            state.rules = content
        elif key == POLICY.lower():
            state.stateful = b"0\x000\x000\x001" not in policy.partition("DisableStatefulFTP".encode("utf-16-le"))[2][:80]
    for key, content in keys(records):
        name = key.removeprefix(RECORDS.lower()).removeprefix("\\")
        if name:
            state.records[name] = content
    return state


def keys(exported: bytes) -> list[tuple[str, dict[str, str]]]:
    """Keys, in lower case, and their values that are texts."""
    found = []
    for part in re.split(r"\r?\n\[", exported.decode("utf-16"))[1:]:
        key, _, rest = part.partition("]")
        found.append((key.lower(), {plain(name): plain(text) for name, text in LINE.findall(rest)}))
    return found


def plain(text: str) -> str:
    """What stands between quotation marks."""
    return re.sub(r"\\(.)", r"\1", text)
