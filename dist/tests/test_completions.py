"""Completions, in the shells that they are for."""

import os
import shutil

from dist.tests import release, shells

CASES = {
    "ftpsgate expl": "explain",
    "ftpsgate lint --require-d": "--require-decided",
    "ftpsgate lint --format sar": "sarif",
    "ftpsgate lint applic": "applicationHost.config",
    "ftpsgate lint --environment applic": "applicationHost.config",
    "ftpsgate lint --select external-address-st": "external-address-stale",
    "ftpsgate explain passive-range-in-d": "passive-range-in-dynamic-ports",
    "ftpsgate matrix --client wins": "winscp",
    "ftpsgate firewall --target nft": "nftables",
}
"""What is typed, and the word that it must become."""


class CompletionTests(release.Case):
    """Each shell finds the completions where the archive has them, and completes with them."""

    def setUp(self) -> None:
        super().setUp()
        self.tree = release.unpacked()
        self.place = self.folder / "place"
        self.place.mkdir()
        shutil.copy(release.FAULTY, self.place)
        self.environment = {
            "HOME": str(self.place), "PATH": f"{self.tree}/bin:{os.environ['PATH']}", "TERM": "dumb",
            "LC_ALL": "C.UTF-8", "XDG_DATA_DIRS": f"{self.tree}/share:/usr/share",
        }

    def test_bash(self) -> None:
        self.typed(["bash", "--norc", "--noprofile"], ". /usr/share/bash-completion/bash_completion; PS1=")

    def test_zsh(self) -> None:
        setup = (
            f"fpath=({self.tree}/share/zsh/site-functions $fpath); autoload -U compinit; compinit -u -D; "
            "unsetopt prompt_sp prompt_cr; PS1=; bindkey -e")
        self.typed(["zsh", "-f"], setup)

    def test_fish(self) -> None:
        # Where this folder is missing, fish fills it from all manual pages, behind our back and for longer than we stay.
        (self.place / ".local/share/fish/generated_completions").mkdir(parents=True)
        self.typed(["fish"], "function fish_prompt; end; function fish_greeting; end")

    def typed(self, command: list[str], setup: str) -> None:
        """All cases in one shell."""
        shell = shells.Shell(command, setup, self.place, self.environment)
        self.addCleanup(shell.close)
        for line, expected in CASES.items():
            with self.subTest(line):
                self.assertEqual(shell.completed(line), [*line.split()[:-1], expected])
