"""The table that the run prints."""

from collections.abc import Sequence

from clients import CLIENTS, MODES, PLAIN, Client
from measure import Cell, Measurement, Outcome
from simulator import Verdict

SIGNS = {"works": "+", "repaired": "r", "fallback": "a", "fails": "-"}
LEGEND = """Modes, from left to right: explicit passive, explicit active, implicit passive, implicit active; of clients without TLS:
passive, active.
+ works   r works because the client does not use the announced address   a works because it goes over to active mode
- fails   . the client has no such mode, and fails when it is tried all the same
"""
WIDTH = 50
COLUMN = 1 + max(len(client.name) for client in CLIENTS)


def head(clients: list[Client]) -> str:
    """The names of the clients."""
    return f"{LEGEND}\n{'measured':{WIDTH}}" + "".join(f"{client.name:{COLUMN}}" for client in clients).rstrip()


def row(title: str, found: dict[Cell, Outcome], clients: list[Client]) -> str:
    """What was measured in a scenario."""
    cells = ("".join(sign((client, mode), found) for mode in columns(client)) for client in clients)
    return f"{title:{WIDTH}}" + "".join(f"{cell:{COLUMN}}" for cell in cells).rstrip()


def columns(client: Client) -> Sequence[str]:
    """The modes that a client has signs for."""
    return PLAIN if client.modes == PLAIN else MODES


def sign(cell: Cell, found: dict[Cell, Outcome]) -> str:
    """One outcome."""
    if cell not in found:
        return " "
    return "." if cell[1] not in cell[0].supported and found[cell].verdict == "fails" else SIGNS[found[cell].verdict]


def disagreement(measurement: Measurement, cell: Cell, outcome: Outcome, verdict: Verdict) -> str:
    """A cell in which simulator and measurement differ, and where to look."""
    client, mode = cell
    measured = outcome.verdict
    if measured == "fails":
        measured += " after the logon" if outcome.logged_on else " before the logon"
    said = verdict.verdict + (f" at {verdict.step}" if verdict.step else "")
    where = f"{measurement.scenario.title}: {client.name} ({client.id}), {mode}"
    return (
        f"{where}: measured {measured}, ftpsgate says {said}\n"
        f"  ftpsgate: {verdict.reason} {verdict.place}\n  logs: {measurement.folder}"
    )
