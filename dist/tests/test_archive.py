"""The archive, its checksums, the list of what is inside, and the program itself."""

import hashlib
import json
import os
import re
import subprocess
import tarfile

from dist.tests import release


class ArchiveTests(release.Case):
    """What `make dist` has put into build/dist."""

    def test_checksums_are_of_all_files(self) -> None:
        done = release.run("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=release.OUT)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        named = {line.split("  ")[1] for line in (release.OUT / "SHA256SUMS").read_text().splitlines()}
        self.assertEqual(named, {path.name for path in release.OUT.iterdir()} - {"SHA256SUMS"})

    def test_the_archive_has_one_time_and_no_owner(self) -> None:
        with tarfile.open(release.only("*.tar.gz")) as archive:
            members = archive.getmembers()
        self.assertEqual([member.name for member in members], sorted(member.name for member in members))
        committed = int(release.run("git", "log", "-1", "--format=%ct", cwd=release.ROOT, check=True).stdout)
        self.assertEqual({(member.mtime, member.uid, member.gid, member.uname) for member in members},
                         {(committed, 0, 0, "")})
        self.assertEqual({oct(member.mode) for member in members if member.isfile()}, {"0o644", "0o755"})

    def test_the_archive_has_all_that_belongs_to_the_program(self) -> None:
        tree = release.unpacked()
        names = {str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file()}
        self.assertLessEqual({
            "bin/ftpsgate", "share/bash-completion/completions/ftpsgate", "share/zsh/site-functions/_ftpsgate",
            "share/fish/vendor_completions.d/ftpsgate.fish", "share/man/man1/ftpsgate.1",
            "share/man/man1/ftpsgate-lint.1", "share/doc/ftpsgate/LICENSE", "share/doc/ftpsgate/NOTICE.md",
            "share/doc/ftpsgate/ftpsgate.spdx.json"}, names)

    def test_the_version_names_the_commit(self) -> None:
        tree = release.unpacked()
        said = release.run(tree / "bin/ftpsgate", "--version").stdout.decode()
        commit = release.run("git", "rev-parse", "HEAD", cwd=release.ROOT, check=True).stdout.decode().strip()
        self.assertRegex(said, rf"^\d+\.\d+\.\d+ \(commit {commit}(, changed)?\)\n$")
        self.assertEqual(release.run(release.BUILT, "--version").stdout.decode(), said.split()[0] + " (development)\n")
        if os.environ.get("CI"):
            self.assertNotIn("changed", said)


class ProgramTests(release.Case):
    """What kind of program it is."""

    def setUp(self) -> None:
        super().setUp()
        self.program = release.unpacked() / "bin/ftpsgate"

    def test_it_is_static_and_goes_to_any_address(self) -> None:
        headers = elf(self.program, "--file-header", "--program-headers", "--dynamic")
        self.assertRegex(headers, r"Type:\s+DYN")
        self.assertIn("Flags: NOW PIE", headers)
        for absent in ("INTERP", "(NEEDED)", "(RPATH)", "(RUNPATH)"):
            self.assertNotIn(absent, headers)
        stack = next(line for line in headers.splitlines() if "GNU_STACK" in line)
        self.assertNotIn("E", stack.split()[-2])
        self.assertIn("GNU_RELRO", headers)

    def test_two_runs_lie_at_different_addresses(self) -> None:
        script = 'exec 3<>"$2"; "$1" lint - <&3 & sleep 0.3; head -n 1 "/proc/$!/maps"; kill $!; wait'
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        seen = {release.run("bash", "-c", script, "bash", self.program, pipe).stdout.split(b"-")[0] for _ in range(4)}
        self.assertGreater(len(seen), 1, seen)

    def test_it_is_stripped(self) -> None:
        sections = elf(self.program, "--sections")
        self.assertNotIn(".symtab", sections)
        self.assertNotIn(".debug", sections)

    def test_it_names_no_folder_of_the_machine_that_built_it(self) -> None:
        self.assertNotIn(str(release.ROOT).encode(), self.program.read_bytes())

    def test_the_usual_build_looks_for_libraries_in_no_folder_of_its_own(self) -> None:
        dynamic = elf(release.BUILT, "--dynamic")
        self.assertNotIn("RPATH", dynamic)
        self.assertNotIn("RUNPATH", dynamic)


class PartsTests(release.Case):
    """The list of what is inside."""

    def setUp(self) -> None:
        super().setUp()
        self.tree = release.unpacked()
        self.documents = self.tree / "share/doc/ftpsgate"
        self.list = json.loads((self.documents / "ftpsgate.spdx.json").read_text())

    def test_a_validator_takes_it(self) -> None:
        done = release.run(release.PYTHON / "pyspdxtools", "--infile", self.documents / "ftpsgate.spdx.json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_validator_refuses_a_broken_one(self) -> None:
        self.list["packages"][0]["licenseConcluded"] = "No-Such-Licence"
        broken = self.folder / "broken.spdx.json"
        broken.write_text(json.dumps(self.list))
        self.assertNotEqual(release.run(release.PYTHON / "pyspdxtools", "--infile", broken).returncode, 0)

    def test_it_is_about_this_program(self) -> None:
        digest = hashlib.sha256((self.tree / "bin/ftpsgate").read_bytes()).hexdigest()
        self.assertEqual(self.list["packages"][0]["checksums"][0]["checksumValue"], digest)

    def test_each_part_has_its_version_and_its_licence(self) -> None:
        parts = {part["name"]: part for part in self.list["packages"][1:]}
        self.assertLessEqual(
            {"swift", "swift-argument-parser", "libxml2", "libyaml", "icu", "zlib", "xz-utils", "glibc"}, set(parts))
        notice = (self.documents / "NOTICE.md").read_text()
        for name, part in parts.items():
            self.assertTrue(part["versionInfo"])
            self.assertGreater(len((self.documents / f"licences/{name}.txt").read_text()), 500, name)
            self.assertIn(f"| {name} | {part['versionInfo']} |", notice)
        self.assertEqual(len(list((self.documents / "licences").iterdir())), len(parts))
        linked = {each["relatedSpdxElement"] for each in self.list["relationships"]
                  if each["relationshipType"] == "STATIC_LINK"}
        self.assertEqual(linked, {part["SPDXID"] for part in parts.values()})

    def test_the_program_holds_what_the_list_names(self) -> None:
        program = (self.tree / "bin/ftpsgate").read_bytes()
        versions = {part["name"]: part["versionInfo"] for part in self.list["packages"]}
        for name, mark in {"zlib": "\0{}\0", "icu": "icudt{0[0]}{0[1]}l"}.items():
            upstream = re.match(r"(?:\d+:)?([\d.]+\d)", versions[name])
            self.assertIsNotNone(upstream)
            self.assertTrue(mark.format(upstream[1]).encode() in program, name)


def elf(program: os.PathLike, *options: str) -> str:
    """What readelf says."""
    return subprocess.run(["readelf", "--wide", *options, program], check=True, capture_output=True, text=True).stdout
