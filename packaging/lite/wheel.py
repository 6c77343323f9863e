"""Builds the wheel of JupyterLite's extension, for who builds a site of their own: pip install it beside jupyterlite-core.

    python packaging/lite/wheel.py build/wheels

It is a wheel of its own: in the real JupyterLab, where the kernel is a process, the extension would fail to load.
"""

import base64
import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = ROOT / "build" / "lite" / "saddle-jupyterlite"
DATE = (2020, 1, 1, 0, 0, 0)


def build(out):
    if not EXTENSION.is_dir():
        subprocess.run([ROOT / "packaging" / "lite" / "extension.sh", EXTENSION], check=True)
    version = json.loads((EXTENSION / "package.json").read_text())["version"]
    name = f"saddle_kernel_lite-{version}"
    prefix = f"{name}.data/data/share/jupyter/labextensions/saddle-jupyterlite/"
    files = {prefix + path.relative_to(EXTENSION).as_posix(): path.read_bytes() for path in EXTENSION.rglob("*") if path.is_file()}
    files[prefix + "install.json"] = json.dumps(
        {"packageManager": "python", "packageName": "saddle-kernel-lite", "uninstallInstructions": "pip uninstall saddle-kernel-lite"}
    ).encode()
    files[f"{name}.dist-info/METADATA"] = (
        f"Metadata-Version: 2.1\nName: saddle-kernel-lite\nVersion: {version}\nLicense: BSD\n"
        "Summary: Saddle, a kernel for the mathematics of optimisation, in JupyterLite\nRequires-Dist: jupyterlite-core<0.9,>=0.8\n"
    ).encode()
    files[f"{name}.dist-info/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: saddle\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{name}.dist-info/RECORD"] = record(files, f"{name}.dist-info/RECORD")
    out.mkdir(parents=True, exist_ok=True)
    wheel = out / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            info = zipfile.ZipInfo(path, DATE)
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return wheel


def record(files, own):
    """The list of files with their digests, as installers want it."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    for path, content in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        writer.writerow([path, f"sha256={digest}", len(content)])
    writer.writerow([own, "", ""])
    return rows.getvalue().encode()


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
