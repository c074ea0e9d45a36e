"""Scripts that are broken on purpose: a verifier that lets one of them pass looks at nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from verify.netsh import trials
from verify.netsh.trials import Subject


@dataclasses.dataclass(frozen=True)
class Broken:
    """What is wrong with a script, what stands there in a sound one, what stands there instead, and who notices it."""

    what: str
    sound: str
    faulty: str
    trial: Callable[..., str]
    arguments: tuple[Any, ...]

    def of(self, subject: Subject) -> Subject:
        """The script with the fault."""
        if self.sound not in subject.script:
            raise AssertionError(f"there is no place for the fault: {self.what}")
        # What a sound script has left is where it begins.
        return dataclasses.replace(subject, script=subject.script.replace(self.sound, self.faulty))


SCRIPTS = (
    Broken("stops for no changed rule", "if not defined found goto", "goto", trials.once, ("narrowed by hand",)),
    Broken("opens more than is planned", "198.51.100.7,", "198.51.100.0/24,", trials.once, ("clean",)),
    Broken("goes on after a refusal", "if %errorlevel% neq 0 goto failed", "rem", trials.failing, ("clean", 1, 1)),
    Broken("keeps no record", '/d "%%b" /f', '/d "" /f', trials.once, ("clean",)),
    Broken("leaves rules of an earlier plan", "do call :drop", "do rem", trials.once, ("old ports",)),
    Broken("takes -1 for a success", "if %errorlevel% neq 0", "if errorlevel 1", trials.failing, ("clean", -1, 1)),
    Broken("knows a name by its beginning", "|Name=%~1|", "|Name=%~1", trials.once, ("longer names",)),
    Broken("takes blindness for emptiness", "neq 0 goto blind", "neq 0 rem", trials.once, ("service stopped later",)),
    Broken("takes one of two rules for both", "if defined seen set", "if defined never set", trials.once, ("twice the same",)),
    Broken("changes a rule in place", "same\" goto", "changed\" goto", trials.once, ("narrowed to an interface",)),
)
"""Each is noticed by one trial of a script that lets in some clients only."""
