"""The manual pages, read by two formatters."""

import json

from dist.tests import release


class ManualTests(release.Case):
    """What the archive has in share/man."""

    def setUp(self) -> None:
        super().setUp()
        self.tree = release.unpacked()
        self.pages = sorted((self.tree / "share/man/man1").iterdir())
        told = release.run(self.tree / "bin/ftpsgate", "--experimental-dump-help", check=True).stdout
        self.root = json.loads(told)["command"]

    def test_mandoc_finds_no_fault(self) -> None:
        done = release.run("mandoc", "-T", "lint", "-W", "warning", *self.pages)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def test_man_shows_each_without_a_word_of_complaint(self) -> None:
        for page in self.pages:
            environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
            done = release.run("man", "--warnings", "--local-file", page, env=environment)
            self.assertEqual((done.returncode, done.stderr), (0, b""), page.name)

    def test_each_command_has_a_page_with_all_its_options(self) -> None:
        commands = {f"ftpsgate-{command['commandName']}.1": command for command in self.root["subcommands"]
                    if command["commandName"] != "help"}
        self.assertEqual({page.name for page in self.pages}, {"ftpsgate.1", *commands})
        for page in self.pages:
            shown = plain(release.run("mandoc", "-T", "utf8", "-O", "width=200", page, check=True).stdout.decode())
            for argument in commands.get(page.name, self.root)["arguments"]:
                for name in argument.get("names", []):
                    self.assertIn(("-" if name["kind"] == "short" else "--") + name["name"], shown, page.name)
                for value in argument.get("allValues", []):
                    self.assertIn(value, shown, page.name)

    def test_links_between_pages_lead_to_pages(self) -> None:
        names = {page.stem for page in self.pages}
        for page in self.pages:
            linked = {line.split()[1] for line in page.read_text().splitlines() if line.startswith(".Xr ")}
            self.assertEqual(linked, names - {page.stem})


def plain(shown: str) -> str:
    """A page as it is read: without the overstrikes that stand for bold and underlined letters."""
    kept: list[str] = []
    for letter in shown:
        if letter == "\b":
            kept.pop()
        else:
            kept.append(letter)
    return "".join(kept)
