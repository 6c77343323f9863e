"""The Python package, as the wheel has put it here: launcher, evaluation, lexer, papermill's parameters."""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

try:
    import saddle_kernel
except ImportError:  # from Debian's packages there is no pip
    saddle_kernel = None

ROOT = Path(__file__).resolve().parents[2]


@unittest.skipIf(saddle_kernel is None, "the wheel is not installed here")
class PackageTests(unittest.TestCase):
    def test_the_kernelspec_starts_the_launcher(self):
        spec = json.loads(Path(sys.prefix, "share", "jupyter", "kernels", "saddle", "kernel.json").read_text())
        self.assertEqual(spec["argv"], ["python", "-m", "saddle_kernel", "kernel", "{connection_file}"])
        said = subprocess.run([sys.executable, "-m", "saddle_kernel", "version"], capture_output=True, text=True, check=True).stdout
        self.assertIn(saddle_kernel.__version__, said)

    def test_evaluate(self):
        outputs = saddle_kernel.evaluate(["f(x, y) = a x^2 - y^2\n∇f(1, 2)", "plot(f)"], {"a": 3, "name": 'say "hi"\n'})
        self.assertEqual(outputs[-2]["data"]["text/plain"], "(6, -4)")
        self.assertTrue(outputs[-1]["data"]["image/png"].startswith(b"\x89PNG"))

    def test_evaluate_fails(self):
        with self.assertRaises(saddle_kernel.EvaluationError) as caught:
            saddle_kernel.evaluate(["1 + 1", "nosuchname", "2"])
        self.assertIn("NameError", str(caught.exception))
        self.assertEqual(caught.exception.outputs[0]["data"]["text/plain"], "2")
        for wrong in ({"a b": 1}, {"a": None}, {"a": {}}, {"a": float("nan")}):
            with self.assertRaises(ValueError):
                saddle_kernel.evaluate(["a"], wrong)
        with self.assertRaises(ValueError):
            saddle_kernel.evaluate(["1\n%%\n2"])

    def test_values_arrive_as_they_were(self):
        values = {
            "a": -7, "b": 0.1, "c": 1e-300, "d": True, "e": [3], "f": [1, 2.5], "g": [[1, 2], [3, 4]],
            "h": "tab\t \\ \" {x} é", "i": float("inf"), "j": [], "k": 12345678901234567, "l": ["a", "b"],
        }
        shown = ["-7", "0.1", "1e-300", "true", "(3)", "(1, 2.5)", "[1, 2;\n 3, 4]", "tab\t \\ \" {x} é", "∞"]
        for (name, value), want in zip(values.items(), shown):
            self.assertEqual(saddle_kernel.evaluate([f"digits(16)\n{name}"], {name: value})[-1]["data"]["text/plain"], want, name)
        saddle_kernel.evaluate(["a; f; k; j; l"], values)

    def test_lexer(self):
        from pygments import lex
        from pygments.lexers import get_lexer_by_name
        from pygments.token import Comment, Keyword, Number, Operator, String, Token

        code = 'optimizer own(f, θ, η = 0.1)  # a rule\n  θ = θ - η ∇f(θ)\nend\nx_1 = [k^2 for k in 1..10]; a % b\n"text # {x}"\nforte = 2e-3\n'
        tokens = list(lex(code, get_lexer_by_name("saddle")))
        self.assertEqual("".join(text for _, text in tokens), code)
        kinds = {kind: [text for found, text in tokens if found in kind] for kind in (Keyword, Number, Comment, String, Token.Error)}
        self.assertEqual(kinds[Keyword], ["optimizer", "end", "for", "in"])
        self.assertEqual(kinds[Number], ["0.1", "2", "1", "10", "2e-3"])
        self.assertEqual(kinds[Comment], ["# a rule"])
        self.assertEqual("".join(kinds[String]), '"text # {x}"')
        self.assertEqual(kinds[Token.Error], [])
        for sign in ("∇", "..", "%", "^"):
            self.assertIn((Operator, sign), tokens)

    def test_highlighters_agree(self):
        """Pygments' pieces, and CodeMirror's where node is there, are those of the kernel's page."""
        from pygments.token import Comment, Keyword, Number, String

        from saddle_kernel.lexer import SaddleLexer

        classes = ((Keyword, "k"), (Number, "n"), (String.Interpol, "i"), (String, "s"), (Comment, "c"))
        samples = ROOT / "packaging" / "highlight" / "samples.json"
        for sample in json.loads(samples.read_text(encoding="utf-8")):
            pieces = []
            for _, token, text in SaddleLexer().get_tokens_unprocessed(sample["source"]):
                kind = next((name for found, name in classes if token in found), "")
                if pieces and pieces[-1][0] == kind:
                    pieces[-1][1] += text
                else:
                    pieces.append([kind, text])
            self.assertEqual(pieces, sample["pieces"], sample["source"])
        if shutil.which("node") is None:
            self.skipTest("there is no node")
        test = ROOT / "packaging" / "lab" / "src" / "parser.test.mjs"
        done = subprocess.run(["node", test, samples], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    @unittest.skipIf(shutil.which("node") is None, "there is no node")
    def test_outputs_that_go(self):
        """JupyterLab's outputs with widgets, lost or taken away."""
        done = subprocess.run(["node", ROOT / "packaging" / "lab" / "src" / "still.test.mjs"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_nbconvert_uses_the_lexer(self):
        import nbformat

        with tempfile.TemporaryDirectory() as folder:
            nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("f(x) = x^2\n[∇f(k) for k in 1..3]")])
            nb.metadata.kernelspec = {"name": "saddle", "display_name": "Saddle", "language": "saddle"}
            nb.metadata.language_info = {"name": "saddle"}  # as front ends store it; without, nbconvert takes all for Python
            nbformat.write(nb, Path(folder, "a.ipynb"))
            command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", "a.ipynb"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn("lexer", done.stderr)
            page = Path(folder, "a.html").read_text(encoding="utf-8")
            self.assertEqual([piece in page for piece in ('<span class="k">for</span>', '<span class="o">∇</span>', '<span class="o">..</span>')], [True] * 3)

    def test_papermill(self):
        import nbformat
        import papermill

        with tempfile.TemporaryDirectory() as folder:
            nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("η = 0.1  # how far", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell("2η")])
            nb.metadata.kernelspec = {"name": "saddle", "display_name": "Saddle", "language": "saddle"}
            path, done = Path(folder, "a.ipynb"), Path(folder, "b.ipynb")
            nbformat.write(nb, path)
            self.assertEqual(papermill.inspect_notebook(str(path))["η"]["help"], "how far")
            papermill.execute_notebook(str(path), str(done), {"η": 0.25}, progress_bar=False)
            self.assertEqual(nbformat.read(done, as_version=4).cells[-1].outputs[0].data["text/plain"], "0.5")

    def test_nbval(self):
        import nbformat
        from nbclient import NotebookClient

        with tempfile.TemporaryDirectory() as folder:
            nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("f(x) = x^2\n∇f(3)")])
            nb.metadata.kernelspec = {"name": "saddle", "display_name": "Saddle", "language": "saddle"}
            NotebookClient(nb, kernel_name="saddle").execute()
            for result, code in (("6", 0), ("7", 1)):
                nb.cells[0].outputs[0].data["text/plain"] = result
                nbformat.write(nb, Path(folder, "a.ipynb"))
                done = subprocess.run([sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "a.ipynb"], cwd=folder, capture_output=True, text=True)
                self.assertEqual(done.returncode, code, done.stdout)

    def test_the_wheel_is_reproducible(self):
        if shutil.which("go") is None:
            self.skipTest("there is no Go")
        made = []
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a", "b"):
                done = subprocess.run([sys.executable, ROOT / "packaging" / "wheel.py", Path(folder, name)], capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)
                made.append(Path(done.stdout.strip()).read_bytes())
        self.assertEqual(made[0], made[1])
        with zipfile.ZipFile(io.BytesIO(made[0])) as wheel:
            modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in wheel.infolist()}
        self.assertEqual([name for name, mode in modes.items() if mode == 0o755], [next(name for name in modes if "/bin/" in name)])


@unittest.skipIf(saddle_kernel is None, "the wheel is not installed here")
class FreshEnvironmentTests(unittest.TestCase):
    """The wheel in an environment of its own that is not activated, as a student installs it."""

    def test_install_use_uninstall(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            run = lambda *command: subprocess.run(command, cwd=folder, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)})
            subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
            pip = [sys.executable, "-m", "pip", "--python", folder / "env" / "bin" / "python"]
            wheel = subprocess.run([sys.executable, ROOT / "packaging" / "wheel.py", folder], capture_output=True, text=True, check=True).stdout.strip()
            pins = Path(__file__).with_name("requirements.txt")
            done = subprocess.run([*pip, "install", "--quiet", "--retries", "2", "-c", pins, wheel, "nbclient", "nbconvert", "jupyterlab"], capture_output=True, text=True)
            if done.returncode != 0 and "CI" not in os.environ:
                self.skipTest("the Python registry does not answer")
            self.assertEqual(done.returncode, 0, done.stderr)
            bin = folder / "env" / "bin"
            self.assertIn("saddle", run(bin / "jupyter", "kernelspec", "list").stdout)
            listed = run(bin / "jupyter", "labextension", "list")
            self.assertRegex(listed.stdout + listed.stderr, r"saddle-jupyterlab v\S+ .*enabled.*OK")
            self.assertRegex(run(bin / "saddle", "version").stdout, "^saddle ")
            notebook = {"cells": [{"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}, "outputs": [], "source": "f(x, y) = x^2 - y^2\n∇f(1, 2)  # two"}],
                        "metadata": {"kernelspec": {"name": "saddle", "display_name": "Saddle", "language": "saddle"}, "language_info": {"name": "saddle", "pygments_lexer": "saddle"}}, "nbformat": 4, "nbformat_minor": 5}
            (folder / "a.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
            done = run(bin / "jupyter", "nbconvert", "--execute", "--to", "html", "a.ipynb")
            self.assertEqual(done.returncode, 0, done.stderr)
            page = (folder / "a.html").read_text(encoding="utf-8")
            self.assertEqual([piece in page for piece in ('<span class="c1"># two</span>', '<span class="o">∇</span>', "bmatrix")], [True] * 3)
            self.follow_the_doctor(folder)
            subprocess.run([*pip, "uninstall", "--quiet", "--yes", "saddle-kernel"], check=True)
            self.assertEqual([path for path in (folder / "env").rglob("*saddle*")], [])

    def follow_the_doctor(self, folder):
        """What an installation lacks is said, and the advice mends it, without the registry."""
        env = folder / "env"
        package = next(env.glob("lib/python*/site-packages/saddle_kernel"))
        spec = env / "share" / "jupyter" / "kernels" / "saddle" / "kernel.json"
        run = lambda command: subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True,
                                             env={"PATH": f"{env}/bin:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"})
        kept = folder / "kept"
        shutil.copy(package / "bin" / "saddle", kept)
        damages = {
            "the program is gone": (lambda: (package / "bin" / "saddle").unlink(), "-m pip install --force-reinstall --no-deps"),
            "the kernelspec is gone": (lambda: shutil.rmtree(spec.parent), "saddle install"),
            "the kernelspec is broken": (lambda: spec.write_text("{"), "saddle install --prefix"),
            "another's kernelspec": (lambda: spec.write_text('{"argv": ["x"], "language": "octave"}'), "jupyter kernelspec remove saddle"),
        }
        for name, (damage, advice) in damages.items():
            if not spec.exists():
                spec.parent.mkdir(parents=True, exist_ok=True)
                run(f"{kept} install --prefix {env}")
                run("rm -rf .local")
            damage()
            said = run(f"{kept} doctor")
            first = said.stdout
            self.assertEqual(said.returncode, 1, f"{name}: {said.stdout}")
            for _ in range(3):  # one thing mended may show the next
                mends = [line.strip() for line in said.stdout.splitlines() if line.startswith("    ")]
                self.assertTrue(mends, said.stdout)
                done = run(f"yes | {mends[0]}")
                self.assertEqual(done.returncode, 0, f"{name}: {mends[0]}: {done.stdout}{done.stderr}")
                said = run(f"{kept} doctor")
                if said.returncode == 0:
                    break
            self.assertIn(advice, first, name)
            self.assertEqual(said.returncode, 0, f"{name}: {said.stdout}")


if __name__ == "__main__":
    unittest.main()
