"""The Debian package: put into a Debian, used, and taken away again."""

import pathlib
import shutil

from dist.tests import release


class PackageTests(release.Case):
    """In the oldest suite and in the one it is built in, neither of which is this machine."""

    def test_it_is_installed_used_and_removed(self) -> None:
        package = release.only("*.deb")
        for name in release.suites():
            with self.subTest(name):
                root = self.root(name)
                shutil.copy(package, root / "ftpsgate.deb")
                shutil.copy(release.FAULTY, root)
                before = files(root)
                self.succeeds(root, "dpkg", "--install", "/ftpsgate.deb")
                added = files(root) - before
                self.assertLessEqual({
                    "usr/bin/ftpsgate", "usr/share/bash-completion/completions/ftpsgate",
                    "usr/share/zsh/vendor-completions/_ftpsgate", "usr/share/fish/vendor_completions.d/ftpsgate.fish",
                    "usr/share/man/man1/ftpsgate.1.gz", "usr/share/doc/ftpsgate/copyright",
                    "usr/share/doc/ftpsgate/ftpsgate.spdx.json"}, added)
                self.assertFinds(release.inside(root, "ftpsgate", "lint", "/applicationHost.config"))
                self.succeeds(root, "dpkg", "--verify", "ftpsgate")
                self.succeeds(root, "dpkg", "--purge", "ftpsgate")
                self.assertEqual(files(root) - before, set())

    def test_the_program_is_the_archives(self) -> None:
        release.run("dpkg-deb", "--extract", release.only("*.deb"), self.folder / "deb", check=True)
        archive = release.unpacked()
        self.assertEqual((self.folder / "deb/usr/bin/ftpsgate").read_bytes(), (archive / "bin/ftpsgate").read_bytes())

    def succeeds(self, root: pathlib.Path, *command: str) -> None:
        """The command ends well there, and finds nothing amiss."""
        done = release.inside(root, *command)
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 0, said)
        self.assertNotIn(b"warning", said)


def files(root: pathlib.Path) -> set[str]:
    """All files and folders but dpkg's own books."""
    names = {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_relative_to(root / "proc")}
    return {name for name in names if not name.startswith(("var/lib/dpkg", "var/log", "var/cache", "run"))}
