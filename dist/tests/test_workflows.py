"""The workflows for hosted runners, read by those who know them: nothing here can run them."""

import re

from dist.tests import release

WORKFLOWS = sorted((release.ROOT / ".github/workflows").glob("*.yml"))


class WorkflowTests(release.Case):
    """What can be said of them without a runner."""

    def passes(self, *command: object) -> None:
        """The command has nothing to say against them."""
        done = release.run(*map(str, command), cwd=release.ROOT)
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr).decode())

    def test_they_are_there(self) -> None:
        self.assertEqual([path.name for path in WORKFLOWS], ["ci.yml", "release.yml"])

    def test_zizmor_finds_nothing(self) -> None:
        self.passes(release.PYTHON / "zizmor", "--offline", "--persona=pedantic", "--quiet", *WORKFLOWS)

    def test_zizmor_would_find_something(self) -> None:
        loose = self.folder / "loose.yml"
        loose.write_text(re.sub("@[0-9a-f]{40} # ", "@", WORKFLOWS[0].read_text()))
        done = release.run(release.PYTHON / "zizmor", "--offline", "--quiet", loose)
        self.assertIn(b"unpinned-uses", done.stdout)

    def test_the_schema_takes_them(self) -> None:
        self.passes(release.PYTHON / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)

    def test_actionlint_finds_nothing(self) -> None:
        self.passes(release.PYTHON / "actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS)

    def test_each_action_is_pinned_by_its_commit(self) -> None:
        for path in WORKFLOWS:
            for used in re.findall(r"uses:\s*(.+)", path.read_text()):
                self.assertRegex(used, r"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\w.-]+$", path.name)
