"""The container, built without a daemon."""

import shutil

from dist.tests import release


class ContainerTests(release.Case):
    """What `Containerfile` makes of the program."""

    def buildah(self, *words: str) -> str:
        """Runs buildah with a store of its own, and returns what it prints last."""
        store = [f"--root={self.folder}/store", f"--runroot={self.folder}/run", "--storage-driver=vfs"]
        done = release.run("buildah", *store, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode().strip().split("\n")[-1]

    def test_it_holds_the_program_alone_and_finds_a_fault(self) -> None:
        program = self.folder / "context/.build/dist/ftpsgate"
        program.parent.mkdir(parents=True)
        shutil.copy2(release.unpacked() / "bin/ftpsgate", program)
        shutil.copy(release.ROOT / "Containerfile", self.folder / "context")
        self.buildah("build", "--isolation=chroot", "--tag=ftpsgate", str(self.folder / "context"))
        entry = '{{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.User}}'
        told = self.buildah("inspect", "--format", entry, "--type=image", "ftpsgate")
        self.assertEqual(told, "[/ftpsgate] 65534:65534")
        container = self.buildah("from", "ftpsgate")
        root = self.folder / "root"
        shutil.copytree(self.buildah("mount", container), root)
        self.assertEqual([path.name for path in root.iterdir() if path.is_file()], ["ftpsgate"])
        shutil.copy(release.FAULTY, root)
        self.assertFinds(release.inside(root, "/ftpsgate", "lint", "/applicationHost.config"))
