"""The clients: real programs and libraries, each with the settings that an administrator would give it for a mode."""

import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE.parent / ".build" / "e2e" / "venv" / "bin" / "python"
MODES = ["explicitPassive", "explicitActive", "implicitPassive", "implicitActive"]
PLAIN = ("plainPassive", "plainActive")
"""The modes of clients without TLS, which `ftpsgate trace` is asked about."""


@dataclass(frozen=True)
class Transfer:
    """What a client is to fetch."""

    host: str
    port: int
    security: str
    """`explicit`, `implicit` or `plain`."""
    passive: bool
    user: str
    password: str
    target: pathlib.Path
    timeout: int
    """After how many seconds without any progress the client shall give up."""

    @property
    def implicit(self) -> bool:
        """Whether TLS begins with the connection."""
        return self.security == "implicit"


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
    undecided: tuple[str, ...] = ()
    """The modes in which it hangs on the server what comes of data connections, and nobody knows what IIS does."""


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
        words = [t.host, str(t.port), t.security, "passive" if t.passive else "active"]
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


def python_library(name: str, id: str, modes: Sequence[str], undecided: Sequence[str] = ()) -> Client:
    """A library for Python in the environment of this test, driven by a script of its name, in the modes that it has."""
    module = {"pyfilesystem": "fs.ftpfs"}.get(name, name)
    return Client(
        name,
        id,
        script(f"fetch_{name}.py", str(VENV)),
        answers(name, str(VENV), "-c", f"import {module}"),
        modes=tuple(modes),
        supported=tuple(modes),
        undecided=tuple(undecided),
    )


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
    python_library("aioftp", "aioftp", ("explicitPassive", "implicitPassive"), undecided=MODES),
    python_library("fsspec", "fsspec-ftp", MODES, undecided=("implicitPassive", "implicitActive")),
    python_library("smart_open", "smart-open-ftp", ("explicitPassive",)),
    python_library("pyfilesystem", "pyfilesystem-ftp", ("explicitPassive",)),
    Client(
        "erlang",
        "erlang-ftp",
        script("fetch_erlang.escript", "escript"),
        answers("Erlang's ftp", "erl", "-noshell", "-eval", "{ok, _} = application:ensure_all_started(ftp), halt()."),
    ),
    python_library("twisted", "twisted-ftp-26.10", PLAIN),
    Client(
        "tcllib",
        "tcllib-ftp",
        script("fetch_tcllib.tcl", "tclsh"),
        answers("tcllib", "sh", "-c", "echo 'exit [catch {package require ftp}]' | tclsh"),
        modes=PLAIN,
        supported=PLAIN,
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
