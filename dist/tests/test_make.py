"""What make says of itself."""

import re

from dist.tests import release

INTERNAL = {"setup"}


class MakeTests(release.Case):
    """The Makefile's help."""

    def test_help_lists_all_targets(self) -> None:
        declared = re.search(r"^\.PHONY: (.*)$", (release.ROOT / "Makefile").read_text(), re.MULTILINE)
        self.assertIsNotNone(declared)
        said = release.run("make", "--silent", "help", cwd=release.ROOT, check=True).stdout.decode()
        self.assertEqual(set(re.findall(r"^make (\S+)", said, re.MULTILINE)), set(declared[1].split()) - INTERNAL)
        self.assertLess(max(map(len, said.splitlines())), 100)

    def test_nothing_is_compiled_again(self) -> None:
        """What `make dist` and `make run` need is what `make build` has made."""
        done = release.run("make", "build", cwd=release.ROOT)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(b"Compiling", done.stdout + done.stderr)
