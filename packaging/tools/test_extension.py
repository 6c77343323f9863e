"""JupyterLab's extension, built anew: it is what is kept with the sources; VS Code's grammar, read by VS Code's tokenizer."""

import filecmp
import os
import shutil
import subprocess
import unittest

from toolbox import ROOT, TIMEOUT, ToolTest


@unittest.skipIf(shutil.which("npm") is None, "there is no npm")
class Extension(ToolTest):
    def test_built_anew(self):
        sources = ROOT / "packaging" / "lab"
        lab = self.folder / "packaging" / "lab"
        shutil.copytree(sources, lab, ignore=shutil.ignore_patterns("node_modules", "labextension"))
        shutil.copytree(ROOT / "packaging" / "python", self.folder / "packaging" / "python")
        got = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=lab, capture_output=True, text=True, timeout=TIMEOUT)
        if got.returncode != 0 and "CI" not in os.environ:
            self.skipTest("npm's registry does not answer")
        self.assertEqual(got.returncode, 0, got.stderr)
        built = subprocess.run(["npm", "run", "build"], cwd=lab, capture_output=True, text=True, timeout=TIMEOUT)
        self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
        kept = sources / "labextension"
        names = sorted(path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file())
        self.assertEqual(sorted(path.relative_to(lab / "labextension").as_posix() for path in (lab / "labextension").rglob("*") if path.is_file()), names)
        same, different, missing = filecmp.cmpfiles(kept, lab / "labextension", names, shallow=False)
        self.assertEqual((different, missing), ([], []), "make labextension builds it")

    def test_grammar(self):
        """TextMate's grammar has the pieces of the kernel's highlighter, in the eyes of VS Code."""
        packages = ("vscode-textmate@9.3.2", "vscode-oniguruma@2.0.1")
        got = subprocess.run(["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", *packages], cwd=self.folder, capture_output=True, text=True, timeout=TIMEOUT)
        if got.returncode != 0 and "CI" not in os.environ:
            self.skipTest("npm's registry does not answer")
        test = ROOT / "packaging" / "vscode" / "grammar.test.mjs"
        done = subprocess.run(["node", test, ROOT / "packaging" / "highlight" / "samples.json", self.folder], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
