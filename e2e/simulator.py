"""What `ftpsgate matrix` says of a scenario."""

import json
import pathlib
import re
import subprocess
from dataclasses import dataclass

from clients import PLAIN, Client
from measure import Cell, Measurement, Outcome

BEFORE_LOGON = ("control-connection", "tls", "logon")
STEPS = {"the control connection": "control-connection", "TLS": "tls", "the logon": "logon"}
"""How `ftpsgate trace` calls these in a sentence."""


@dataclass(frozen=True)
class Verdict:
    """A cell of the matrix."""

    verdict: str
    step: str | None
    reason: str
    place: str

    def agrees(self, outcome: Outcome, cell: Cell) -> bool:
        """Whether this is what was measured: the same verdict, and of failures whether they come before the logon.

        In a mode in which IIS decides, and nobody knows how, the only claim that is right beside a failure for another
        reason is `unknown` after the logon, whatever the server here does. A mode that the client does not have is `unsupported`, and fails when it is tried all the same.
        """
        client, mode = cell
        if mode not in client.supported:
            return self.verdict == "unsupported" and outcome.verdict == "fails"
        if mode in client.undecided and self.verdict != "fails":
            return self.verdict == "unknown" and self.step not in BEFORE_LOGON and outcome.logged_on
        if self.verdict != outcome.verdict:
            return False
        return self.verdict != "fails" or (self.step in BEFORE_LOGON) != outcome.logged_on


def verdicts(tool: pathlib.Path, measurement: Measurement, clients: list[Client]) -> dict[Cell, Verdict]:
    """The simulator's verdict on each cell."""
    ids = [word for client in clients for word in ("--client", client.id)]
    report = json.loads(ask(tool, "matrix", measurement, *ids, "--format", "json"))
    if report["version"] != 1 or len(report["sites"]) != 1:
        raise RuntimeError(f"{measurement.folder}: not version 1 with one site")
    rows = {row["client"]: row for row in report["sites"][0]["rows"]}
    return {
        (client, mode): traced(tool, measurement, client, mode) if mode in PLAIN else verdict(rows[client.id][mode])
        for client in clients
        for mode in client.modes
    }


def ask(tool: pathlib.Path, command: str, measurement: Measurement, *options: str) -> str:
    """What the tool says of a scenario. Status 1 says that a client does not get through."""
    words = [str(tool), command, str(measurement.configuration), "--environment", str(measurement.environment)]
    words += ["--from", measurement.scenario.origin, *options]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(words)}: status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def traced(tool: pathlib.Path, measurement: Measurement, client: Client, mode: str) -> Verdict:
    """The verdict of a trace, for modes without a column in the matrix: the line at the margin that is no step's title."""
    word = "plain-passive" if mode == "plainPassive" else "plain-active"
    text = ask(tool, "trace", measurement, "--client", client.id, "--mode", word)
    found = re.findall(
        r"^(works|repaired|fallback|fails|unknown|unsupported)(?: at ([\w ]+))?: (.*)", text, re.MULTILINE
    )
    if len(found) != 1:
        raise RuntimeError(f"{measurement.folder}: no verdict in the trace of {client.id}, {mode}")
    said, step, reason = found[0]
    return Verdict(said, STEPS.get(step, step or None), reason, "")


def verdict(cell: dict) -> Verdict:
    """A cell of the JSON."""
    place = cell["decidedBy"] or {}
    where = f"{place['path']}:{place['line']}" if place.get("line") else place.get("path", "")
    return Verdict(cell["verdict"], cell["step"], cell["reason"], where)
