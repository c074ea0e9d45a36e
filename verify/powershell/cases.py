"""What tests of the interpreter share: texts, and what they put out."""

from __future__ import annotations

import unittest
from typing import Any

from verify.powershell.run import Result, run
from verify.powershell.states import clean


def result(source: str, **options: Any) -> Result:
    """What a text comes to on a clean machine."""
    return run(source, clean(), **options)


def output(source: str, **options: Any) -> list:
    """What a text puts out."""
    ran = result(source, **options)
    assert ran.status == 0 and not ran.errors, ran.errors
    return ran.output


class Case(unittest.TestCase):
    """A test of texts and their output."""

    def check(self, cases: dict[str, list]) -> None:
        """Holds that each text puts out what is said."""
        for source, wanted in cases.items():
            with self.subTest(source):
                self.assertEqual(output(source), wanted)
