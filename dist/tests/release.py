"""The release that `make dist` has made, and roots of file systems in which it is tried."""

from __future__ import annotations

import atexit
import functools
import os
import pathlib
import platform
import shutil
import subprocess
import tarfile
import tempfile
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "build/dist"
BUILT = ROOT / ".build/release/ftpsgate"
HOME = ROOT / ".build/dist-tests"
FAULTY = ROOT / "samples/first-attempt/applicationHost.config"
PYTHON = HOME / "venv/bin"
Done = subprocess.CompletedProcess[bytes]
ARCHIVE = f"ftpsgate-*-linux-{platform.machine()}.tar.gz"
SUITES = ("bullseye", "bookworm")
"""The suites of Debian in which it is tried, as far as the mirror has them: the last is what it is built in."""


def only(pattern: str) -> pathlib.Path:
    """The one file of the release that has such a name."""
    found = list(OUT.glob(pattern))
    if len(found) != 1:
        raise AssertionError(f"{OUT} has {len(found)} files like {pattern}: run make dist first")
    return found[0]


@functools.cache
def unpacked() -> pathlib.Path:
    """The release's archive, unpacked once for all tests, none of which may change it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ftpsgate-dist-"))
    atexit.register(shutil.rmtree, folder)
    with tarfile.open(only(ARCHIVE)) as archive:
        archive.extractall(folder, filter="tar")
    return next(folder.iterdir())


def run(*command: str | pathlib.Path, **options) -> Done:
    """Runs a program to its end, and keeps what it prints."""
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=300, **options)


def inside(root: pathlib.Path, *command: str, proc: bool = True) -> Done:
    """Runs a program in a root of its own, with /proc or with nothing mounted; mounts go with the process."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    mounts = []
    if proc:
        (root / "proc").mkdir(exist_ok=True)
        mounts = [f"--mount-proc={root}/proc"]
    chroot = shutil.which("chroot") or "/usr/sbin/chroot"
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}
    return run("unshare", *user, "--mount", "--pid", "--fork", "--net", *mounts, chroot, str(root), *command,
               env=environment)


@functools.cache
def suites() -> list[str]:
    """Those of `SUITES` that can be had; Debian takes old ones off its mirrors."""
    found = [name for name in SUITES if (HOME / f"{name}.tar").exists() or is_on_mirror(name)]
    if SUITES[-1] not in found:
        raise AssertionError(f"the mirror has no {SUITES[-1]}")
    print("tried in " + " and ".join(found), flush=True)
    return found


def is_on_mirror(name: str) -> bool:
    """Whether the mirror has a suite; anything but a plain no is an error."""
    try:
        with urllib.request.urlopen(f"{mirror()}/dists/{name}/Release", timeout=60):
            return True
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise


def suite(name: str) -> pathlib.Path:
    """The root of a small Debian of that suite, made once; whoever runs commands in it works on a copy."""
    archive = HOME / f"{name}.tar"
    if not archive.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        # Lists of an old suite may be out of date for good.
        run("mmdebstrap", "--quiet", "--format=tar", "--variant=essential",
            "--aptopt=Acquire::Check-Valid-Until \"false\"", name, f"{archive}.new", f"deb {mirror()} {name} main", check=True)
        archive.with_name(f"{name}.tar.new").rename(archive)
    return archive


def mirror() -> str:
    """The Debian mirror that this machine is set up with."""
    asked = ("--format", "$(REPO_URI) $(ORIGIN) $(LABEL)", "Created-By: Packages")
    for line in run("apt-get", "indextargets", *asked, check=True).stdout.decode().splitlines():
        address, *rest = line.split()
        if rest == ["Debian", "Debian"]:
            return address.rstrip("/")
    raise AssertionError("no mirror of Debian is set up here")


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="ftpsgate-dist-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)

    def root(self, name: str) -> pathlib.Path:
        """A root with a small Debian of that suite."""
        root = self.folder / name
        root.mkdir()
        run("tar", "--extract", "--file", suite(name), "--directory", root, "--exclude=./dev/*", check=True)
        return root

    def assertFinds(self, done: Done) -> None:
        """The faulty sample was read, and its fault found."""
        said = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
        self.assertEqual(done.returncode, 1, said)
        self.assertIn("error[unknown-ftp-protocol]", said)
