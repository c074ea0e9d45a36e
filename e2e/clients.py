"""The clients: real programs and libraries, each with the settings that an administrator would give it for a mode."""

import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE.parent / ".build" / "e2e" / "venv" / "bin" / "python"
MODES = ["explicitPassive", "explicitActive", "implicitPassive", "implicitActive"]


@dataclass(frozen=True)
class Transfer:
    """What a client is to fetch."""

    host: str
    port: int
    implicit: bool
    passive: bool
    user: str
    password: str
    target: pathlib.Path
    timeout: int
    """After how many seconds without any progress the client shall give up."""


@dataclass(frozen=True)
class Client:
    """A client, and the client of `ftpsgate matrix` that it is held against."""

    name: str
    id: str
    command: Callable[[Transfer], list[str]]
    available: Callable[[], str | None]
    """Why it cannot be run here, if so."""
    modes: tuple[str, ...] = tuple(MODES)
    supported: tuple[str, ...] = tuple(MODES)
    """The modes that it has at all; in the others it is tried all the same."""


def lftp(t: Transfer) -> list[str]:
    """lftp's retries are few and quick; what it does about addresses and modes is its own."""
    settings = {
        "cmd:fail-exit": "yes",
        "net:timeout": t.timeout,
        "net:max-retries": 3,
        "net:reconnect-interval-base": 1,
        "net:reconnect-interval-multiplier": 1,
        "ssl:verify-certificate": "no",
        "ftp:ssl-force": "yes",
        "ftp:passive-mode": "on" if t.passive else "off",
    }
    scheme = "ftps" if t.implicit else "ftp"
    lines = [f"set {name} {value}" for name, value in settings.items()]
    lines += [f"open -u {t.user},{t.password} {scheme}://{t.host}:{t.port}", f"get file.bin -o {t.target}"]
    return ["lftp", "--norc", "-c", "; ".join(lines)]


def wget(t: Transfer) -> list[str]:
    """GNU Wget 1.x."""
    options = ["--no-config", "-nv", "--tries=1", f"--timeout={t.timeout}", "--no-proxy", "--no-check-certificate"]
    options += [f"--user={t.user}", f"--password={t.password}", f"--output-document={t.target}"]
    options += ([] if t.passive else ["--no-passive-ftp"]) + (["--ftps-implicit"] if t.implicit else [])
    return ["wget", *options, f"ftps://{t.host}:{t.port}/file.bin"]


def script(name: str, python: str, *extra: str) -> Callable[[Transfer], list[str]]:
    """A client that is a library, driven by a script in this folder."""

    def command(t: Transfer) -> list[str]:
        words = [t.host, str(t.port), "implicit" if t.implicit else "explicit", "passive" if t.passive else "active"]
        return [python, str(HERE / name), *words, t.user, t.password, str(t.target), str(t.timeout), *extra]

    return command


def program(name: str) -> Callable[[], str | None]:
    """Whether a program is installed."""
    return lambda: None if shutil.which(name) else f"{name} is not installed"


def answers(what: str, *command: str) -> Callable[[], str | None]:
    """Whether a library is installed."""

    def check() -> str | None:
        try:
            return None if subprocess.run(command, capture_output=True).returncode == 0 else f"{what} is not installed"
        except OSError:
            return f"{what} is not installed"

    return check


def wget_has_ftps() -> str | None:
    """Whether wget was built with TLS for FTP."""
    if not shutil.which("wget"):
        return "wget is not installed"
    usage = subprocess.run(["wget", "--help"], capture_output=True, text=True).stdout
    return None if "--ftps-implicit" in usage else "this wget has no FTPS"


CLIENTS = [
    Client("lftp", "lftp", lftp, program("lftp")),
    Client("libcurl", "curl", script("fetch_curl.py", str(VENV)), answers("pycurl", str(VENV), "-c", "import pycurl")),
    Client("wget", "wget", wget, wget_has_ftps),
    Client(
        "ftplib",
        "python-ftplib",
        script("fetch_ftplib.py", sys.executable),
        lambda: None,
        supported=("explicitPassive", "explicitActive"),
    ),
    Client(
        "perl",
        "perl-net-ftp",
        script("fetch_perl.pl", "perl"),
        answers("IO::Socket::SSL", "perl", "-MNet::FTP", "-MIO::Socket::SSL", "-e", "1"),
    ),
    # ftplib with four lines that wrap the socket first does what Commons Net does: PASV, and no look at the address.
    Client(
        "ftplib+",
        "commons-net-3.9+",
        script("fetch_ftplib.py", sys.executable, "wrap-first"),
        lambda: None,
        modes=("implicitPassive", "implicitActive"),
    ),
]
