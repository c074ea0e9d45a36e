"""The program in roots of file systems that have nothing, next to nothing, or an old Debian."""

import shutil

from dist.tests import release

TEXTS = {
    "utf-8": "Übertragung 転送", "utf-8-sig": "Übertragung 転送", "utf-16": "Übertragung 転送",
    "us-ascii": "Transfer", "iso-8859-1": "Übertragung", "iso-8859-15": "Übertragung €",
    "windows-1252": "Übertragung €", "windows-1251": "Передача", "koi8-r": "Передача",
    "shift_jis": "転送", "euc-jp": "転送", "iso-2022-jp": "転送", "gb18030": "传输", "big5": "傳輸", "euc-kr": "전송",
}
"""The encodings that tests know, and more of ICU's, each with the name of a site that is written in it."""
UNDECLARED = {"utf-8", "utf-8-sig", "utf-16"}


class EmptyRootTests(release.Case):
    """A root with the program, a configuration, and at most /proc."""

    def setUp(self) -> None:
        super().setUp()
        self.bare = self.folder / "root"
        self.bare.mkdir()
        shutil.copy2(release.unpacked() / "bin/ftpsgate", self.bare / "ftpsgate")
        shutil.copy(release.FAULTY, self.bare / "applicationHost.config")

    def test_it_finds_a_fault_with_nothing_but_proc(self) -> None:
        done = release.inside(self.bare, "/ftpsgate", "lint", "/applicationHost.config")
        self.assertFinds(done)
        self.assertEqual({path.name for path in self.bare.iterdir()}, {"ftpsgate", "applicationHost.config", "proc"})

    def test_it_says_the_same_as_the_usual_build(self) -> None:
        for words in (("lint", "applicationHost.config", "--format", "json"), ("matrix", "applicationHost.config"),
                      ("rules",), ("firewall", "applicationHost.config", "--target", "netsh", "--allow-dynamic-range"),
                      ("clients", "--markdown"), ("lint", "--no-such-option"), ("explain", "534")):
            usual = release.run(release.BUILT, *words, cwd=self.bare)
            here = release.inside(self.bare, "/ftpsgate", *words)
            self.assertEqual((here.returncode, here.stdout, here.stderr),
                             (usual.returncode, usual.stdout, usual.stderr), words)

    def test_it_reads_every_encoding_there(self) -> None:
        for encoding, name in TEXTS.items():
            with self.subTest(encoding):
                declared = "" if encoding in UNDECLARED else f' encoding="{encoding}"'
                text = configuration(f'<?xml version="1.0"{declared}?>', name)
                (self.bare / "named.config").write_bytes(text.encode(encoding))
                done = release.inside(self.bare, "/ftpsgate", "lint", "/named.config", "--fail-on", "never")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn(f"site: {name}\n", done.stdout.decode())
                usual = release.run(release.BUILT, "lint", "named.config", "--fail-on", "never", cwd=self.bare)
                self.assertEqual(done.stdout.replace(b"/named.config", b"named.config"), usual.stdout)

    def test_an_encoding_that_nobody_knows_is_a_mistake(self) -> None:
        text = configuration('<?xml version="1.0" encoding="no-such"?>', "a")
        (self.bare / "named.config").write_text(text)
        self.assertEqual(release.inside(self.bare, "/ftpsgate", "lint", "/named.config").returncode, 2)

    def test_without_proc_it_ends_aloud(self) -> None:
        """Swift's runtime looks there for its own path; docs/install.md says so, and may say less when this fails."""
        done = release.inside(self.bare, "/ftpsgate", "lint", "/applicationHost.config", proc=False)
        self.assertNotIn(done.returncode, (0, 1, 2, 64))
        self.assertIn(b"Unable to obtain Swift runtime path", done.stderr)


class BusyboxTests(release.Case):
    """A root with busybox, as it is in small containers and rescue systems."""

    def test_two_commands_lead_from_the_archive_to_a_finding(self) -> None:
        archive = release.only(release.ARCHIVE)
        root = self.folder / "root"
        (root / "bin").mkdir(parents=True)
        shutil.copy2(shutil.which("busybox") or "/bin/busybox", root / "bin/busybox")
        shutil.copy(archive, root)
        shutil.copy(release.FAULTY, root)
        program = f"{archive.name.removesuffix('.tar.gz')}/bin/ftpsgate"
        commands = f"busybox tar -xzf {archive.name} && {program} lint applicationHost.config"
        self.assertFinds(release.inside(root, "/bin/busybox", "sh", "-c", commands))


class OldDebianTests(release.Case):
    """The suites of Debian that the mirror has."""

    def test_it_runs_in_each_suite(self) -> None:
        for name in release.suites():
            with self.subTest(name):
                root = self.root(name)
                shutil.copy2(release.unpacked() / "bin/ftpsgate", root / "usr/bin")
                shutil.copy(release.FAULTY, root)
                self.assertFinds(release.inside(root, "ftpsgate", "lint", "/applicationHost.config"))


def configuration(declaration: str, name: str) -> str:
    """A configuration with one site of that name, about which there is something to say."""
    return f"""{declaration}
<configuration><system.applicationHost><sites><site name="{name}" id="1"><bindings>
<binding protocol="ftp" bindingInformation="*:21:" /></bindings></site></sites></system.applicationHost></configuration>
"""
