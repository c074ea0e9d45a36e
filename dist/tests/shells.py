"""Real shells, to which a line and a tab are typed; what has become of the line is their answer."""

import os
import pathlib
import pty
import re
import select
import termios
import time

READY = "ready-for-input"
CONTROL = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]")
"""What a shell tells the terminal, such as how to paste."""

WAIT = 20.0
"""Seconds; a shell that has nothing to say after these will say nothing more."""


class Shell:
    """An interactive shell on a terminal of its own, with the completions of a prefix."""

    def __init__(self, command: list[str], setup: str, folder: pathlib.Path, environment: dict[str, str]) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        termios.tcsetwinsize(self.terminal, (50, 200))
        self.send(f"{setup}\n")
        self.send("printf '%s-%s\\n' ready for-input\n")
        self.until(READY)

    def completed(self, line: str) -> list[str]:
        """The words of a line after one tab."""
        self.send(line + "\t")
        self.settle()
        # Control-A goes to the beginning of the line, so that the words are printed instead of carried out.
        self.send("\x01printf 'word:%s\\n' \x05; printf '%s-%s\\n' ready for-input\n")
        return re.findall(r"^word:(.*?)\r?$", self.until(READY), re.MULTILINE)

    def send(self, text: str) -> None:
        """Types a text."""
        os.write(self.terminal, text.encode())

    def settle(self) -> None:
        """Waits until the shell has said something and then nothing for a while."""
        self.read(WAIT)
        while self.read(0.7):
            pass

    def until(self, mark: str) -> str:
        """What the shell says until a line that ends with this mark, which the typed line does not have."""
        said, end = "", time.monotonic() + WAIT
        while not re.search(rf"{mark}\r?$", said, re.MULTILINE):
            if time.monotonic() > end:
                raise AssertionError(f"the shell does not answer: {said[-2000:]}")
            said += self.read(1)
        return said

    def read(self, seconds: float) -> str:
        """What the shell says within some seconds."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return ""
        try:
            return CONTROL.sub("", os.read(self.terminal, 65536).decode(errors="replace"))
        except OSError:
            return ""

    def close(self) -> None:
        """Ends the shell."""
        os.close(self.terminal)
        os.waitpid(self.process, 0)
