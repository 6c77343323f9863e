#!/usr/bin/env python3
"""Makes wheels of saddle_kernel, one for each platform, from one machine and with the standard library alone.

    packaging/wheel.py OUT [PLATFORM]…      # PLATFORM: linux-amd64, …; without one, this machine's; all: every one

A wheel holds the program, its launcher, the kernelspec with logos and the pages of the help menu, the lexer,
papermill's translator, and the language for JupyterLab and Jupyter Notebook as packaging/lab has built it. The same commit gives the same bytes.
"""

import base64
import functools
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "packaging" / "python" / "saddle_kernel"
EXTENSION = ROOT / "packaging" / "lab" / "labextension"
LAUNCHED = ["python", "-m", "saddle_kernel", "kernel", "{connection_file}"]

# A binary without C runs with any libc. Go 1.26 asks for macOS 12.
TAGS = {
    "linux-amd64": ["manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"],
    "linux-arm64": ["manylinux_2_17_aarch64", "manylinux2014_aarch64", "musllinux_1_1_aarch64"],
    "darwin-amd64": ["macosx_12_0_x86_64"],
    "darwin-arm64": ["macosx_12_0_arm64"],
    "windows-amd64": ["win_amd64"],
    "windows-arm64": ["win_arm64"],
}

METADATA = """Metadata-Version: 2.1
Name: saddle-kernel
Version: {version}
Summary: A Jupyter kernel for the mathematics of optimisation
License: BSD
Requires-Python: >=3.9
Requires-Dist: anywidget>=0.9
Requires-Dist: jupyterlab-widgets>=3
Classifier: Framework :: Jupyter
Classifier: Intended Audience :: Education
Description-Content-Type: text/markdown

{readme}"""

ENTRY_POINTS = """[console_scripts]
saddle = saddle_kernel.__main__:main

[pygments.lexers]
saddle = saddle_kernel.lexer:SaddleLexer

[papermill.engine]
saddle = saddle_kernel.papermill:SaddleEngine
"""


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    out, *wanted = arguments
    for name in list(TAGS) if wanted == ["all"] else wanted or [here()]:
        if name not in TAGS:
            sys.exit(f"wheel.py: no platform {name}; there are {', '.join(TAGS)}")
        print(make(name, Path(out)))


def here():
    machine = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return f"{platform.system().lower()}-{machine}"


def make(name, out):
    """Makes the wheel of a platform in the folder out; returns its path."""
    system, machine = name.split("-")
    version = release()
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "saddle.exe" if system == "windows" else "saddle")
        build(program, GOOS=system, GOARCH=machine)
        files = {f"saddle_kernel/bin/{program.name}": (program.read_bytes(), 0o755)}
    for path in sorted(PACKAGE.iterdir()):
        if path.is_file():
            files[f"saddle_kernel/{path.name}"] = (path.read_bytes(), 0o644)
    files["saddle_kernel/_version.py"] = (f'__version__ = "{version}"\n'.encode(), 0o644)
    for path, data in kernelspec().items():
        files[f"saddle_kernel-{version}.data/data/share/jupyter/kernels/saddle/{path}"] = (data, 0o644)
    for path, data in extension().items():
        files[f"saddle_kernel-{version}.data/data/share/jupyter/labextensions/saddle-jupyterlab/{path}"] = (data, 0o644)
    info = f"saddle_kernel-{version}.dist-info"
    readme = (ROOT / "packaging" / "python" / "README.md").read_text(encoding="utf-8")
    files[f"{info}/METADATA"] = (METADATA.format(version=version, readme=readme).encode(), 0o644)
    files[f"{info}/entry_points.txt"] = (ENTRY_POINTS.encode(), 0o644)
    files[f"{info}/licenses/LICENSE"] = ((ROOT / "LICENSE").read_bytes(), 0o644)
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in TAGS[name])
    files[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: saddle\nRoot-Is-Purelib: false\n{tags}".encode(), 0o644)
    out.mkdir(parents=True, exist_ok=True)
    wheel = out / f"saddle_kernel-{version}-py3-none-{'.'.join(TAGS[name])}.whl"
    write(wheel, files, f"{info}/RECORD")
    return wheel


def release():
    """The version, from the one place that has it."""
    return re.search(r'const release = "([^"]+)"', (ROOT / "cmd_version.go").read_text(encoding="utf-8"))[1]


def build(program, **target):
    environment = {**os.environ, "CGO_ENABLED": "0", **target}
    command = ["go", "build", "-trimpath", "-ldflags", "-s -w", "-o", str(program), "."]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


@functools.cache
def kernelspec():
    """The files of the kernelspec, as install writes them, but for the command: the launcher of this package."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "saddle.exe")
        build(program)
        subprocess.run([program, "install", "--prefix", folder], check=True, stdout=subprocess.DEVNULL)
        spec = Path(folder, "share", "jupyter", "kernels", "saddle")
        files = {path.relative_to(spec).as_posix(): path.read_bytes() for path in sorted(spec.rglob("*")) if path.is_file()}
    described = json.loads(files["kernel.json"])
    described["argv"] = LAUNCHED
    files["kernel.json"] = (json.dumps(described, indent=1, ensure_ascii=False) + "\n").encode()
    return files


def extension():
    """The files of JupyterLab's extension, with the one that says what it belongs to."""
    files = {path.relative_to(EXTENSION).as_posix(): path.read_bytes() for path in sorted(EXTENSION.rglob("*")) if path.is_file()}
    belongs = {"packageManager": "python", "packageName": "saddle-kernel", "uninstallInstructions": "pip uninstall saddle-kernel"}
    files["install.json"] = (json.dumps(belongs, indent=2) + "\n").encode()
    return files


def write(wheel, files, record):
    """Writes the files and their record, all of one date."""
    lines = []
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(files):
            data, mode = files[path]
            add(archive, path, data, mode)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            lines.append(f"{path},sha256={digest},{len(data)}\n")
        add(archive, record, "".join([*lines, f"{record},,\n"]).encode(), 0o644)


def add(archive, path, data, mode):
    entry = zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main(sys.argv[1:])
