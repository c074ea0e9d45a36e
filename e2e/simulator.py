"""What `ftpsgate matrix` says of a scenario."""

import json
import pathlib
import subprocess
from dataclasses import dataclass

from clients import Client
from measure import Cell, Measurement, Outcome

BEFORE_LOGON = ("control-connection", "tls", "logon")


@dataclass(frozen=True)
class Verdict:
    """A cell of the matrix."""

    verdict: str
    step: str | None
    reason: str
    place: str

    def agrees(self, outcome: Outcome, cell: Cell) -> bool:
        """Whether this is what was measured: the same verdict, and of failures whether they come before the logon.

        A mode that the client does not have is `unsupported`, and fails when it is tried all the same.
        """
        client, mode = cell
        if mode not in client.supported:
            return self.verdict == "unsupported" and outcome.verdict == "fails"
        if self.verdict != outcome.verdict:
            return False
        return self.verdict != "fails" or (self.step in BEFORE_LOGON) != outcome.logged_on


def verdicts(tool: pathlib.Path, measurement: Measurement, clients: list[Client]) -> dict[Cell, Verdict]:
    """The simulator's verdict on each cell."""
    ids = [word for client in clients for word in ("--client", client.id)]
    command = [str(tool), "matrix", str(measurement.configuration), "--environment", str(measurement.environment)]
    command += ["--from", measurement.scenario.origin, *ids, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True)
    # Status 1 says that a client does not get through.
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: status {done.returncode}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    if report["version"] != 1 or len(report["sites"]) != 1:
        raise RuntimeError(f"{' '.join(command)}: not version 1 with one site")
    rows = {row["client"]: row for row in report["sites"][0]["rows"]}
    return {(client, mode): verdict(rows[client.id][mode]) for client in clients for mode in client.modes}


def verdict(cell: dict) -> Verdict:
    """A cell of the JSON."""
    place = cell["decidedBy"] or {}
    where = f"{place['path']}:{place['line']}" if place.get("line") else place.get("path", "")
    return Verdict(cell["verdict"], cell["step"], cell["reason"], where)
