"""`make install` and `make uninstall`, into a folder that has files of others."""

import pathlib
import stat

from dist.tests import release


class InstallTests(release.Case):
    """What is put there, and what is left."""

    def setUp(self) -> None:
        super().setUp()
        self.prefix = self.folder / "a prefix"
        (self.prefix / "share/man/man1").mkdir(parents=True)
        (self.prefix / "share/man/man1/other.1").write_text("somebody else's\n")
        self.before = tree(self.prefix)

    def make(self, target: str) -> str:
        """Runs make, and returns what it prints."""
        done = release.run("make", "--silent", target, f"PREFIX={self.prefix}", cwd=release.ROOT)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode()

    def test_what_is_installed_works_and_goes_again(self) -> None:
        self.make("install")
        self.make("install")
        self.assertFinds(release.run(self.prefix / "bin/ftpsgate", "lint", release.FAULTY))
        self.assertTrue(stat.S_IMODE((self.prefix / "bin/ftpsgate").stat().st_mode) == 0o755)
        self.assertTrue((self.prefix / "share/man/man1/ftpsgate-lint.1").is_file())
        self.make("uninstall")
        self.assertEqual(tree(self.prefix), self.before)

    def test_what_is_not_installed_cannot_be_removed(self) -> None:
        done = release.run("make", "--silent", "uninstall", f"PREFIX={self.prefix}", cwd=release.ROOT)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"nothing is installed there", done.stderr)
        self.assertEqual(tree(self.prefix), self.before)

    def test_a_list_that_leads_elsewhere_removes_nothing(self) -> None:
        self.make("install")
        outside = self.folder / "outside"
        outside.write_text("stays\n")
        (self.prefix / "share/doc/ftpsgate/installed.txt").write_text("../outside\n")
        done = release.run("make", "--silent", "uninstall", f"PREFIX={self.prefix}", cwd=release.ROOT)
        self.assertNotEqual(done.returncode, 0)
        self.assertTrue(outside.exists() and (self.prefix / "bin/ftpsgate").exists())


def tree(folder: pathlib.Path) -> set[str]:
    """All that is in a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
