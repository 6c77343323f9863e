#!/usr/bin/env python3
"""Makes what a release consists of, with the standard library and Go alone: the same commit gives the same bytes.

    packaging/release.py OUT [--site FOLDER] [PLATFORM]…    # all platforms without one; see packaging/wheel.py

OUT holds the wheels, an archive of the program for each platform, what a container for a class is built from, a list of the modules
in the program (CycloneDX), with --site the site that make site has made, and SHA256SUMS.
"""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import wheel

BESIDE = ("LICENSE", "README.md", "README.zh.md", "CHANGELOG.md")


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    out, *wanted = arguments
    site = None
    if "--site" in wanted:
        at = wanted.index("--site")
        site = Path(wanted[at + 1])
        del wanted[at : at + 2]
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for name in wanted or list(wheel.TAGS):
        whole = wheel.make(name, out)
        made += [whole, archive(name, whole, out)]
        if name == "linux-amd64":
            made.append(container(whole, out))
    if site:
        files = sorted(path for path in site.rglob("*") if path.is_file())
        held = {path.relative_to(site).as_posix(): (path.read_bytes(), 0o644) for path in files}
        made.append(tarball(out, f"saddle-{wheel.release()}-site", held))
    made.append(bill(out))
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(made))
    (out / "SHA256SUMS").write_text(sums, encoding="ascii")
    print(sums, end="")


def archive(name, whole, out):
    """The program of a wheel with what a reader wants beside it: .zip for Windows, else .tar.gz."""
    with zipfile.ZipFile(whole) as files:
        program = next(entry for entry in files.namelist() if entry.startswith("saddle_kernel/bin/"))
        held = {Path(program).name: (files.read(program), 0o755)}
    held |= {path: ((wheel.ROOT / path).read_bytes(), 0o644) for path in BESIDE}
    folder = f"saddle-{wheel.release()}-{name}"
    if name.startswith("windows"):
        path = out / f"{folder}.zip"
        with zipfile.ZipFile(path, "w") as packed:
            for file, (data, mode) in sorted(held.items()):
                wheel.add(packed, f"{folder}/{file}", data, mode)
        return path
    return tarball(out, folder, held)


def container(whole, out):
    """What docker build needs for a student's server, and the values for a hub on Kubernetes."""
    held = {whole.name: (whole.read_bytes(), 0o644)}
    held |= {name: ((wheel.ROOT / "packaging" / "hub" / name).read_bytes(), 0o644) for name in ("Dockerfile", "values.yaml")}
    return tarball(out, f"saddle-{wheel.release()}-container", held)


def tarball(out, folder, held):
    """A .tar.gz with a folder: path to (bytes, mode)."""
    path = out / f"{folder}.tar.gz"
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as packed:
        for file, (data, mode) in sorted(held.items()):
            entry = tarfile.TarInfo(f"{folder}/{file}")
            entry.size, entry.mode = len(data), mode
            packed.addfile(entry, io.BytesIO(data))
    return path


def bill(out):
    """The modules that the program is made of, with their versions and checksums, in the form of CycloneDX."""
    listed = subprocess.run(["go", "list", "-deps", "-json=Module,Standard", "."], check=True, cwd=wheel.ROOT, capture_output=True, text=True).stdout
    modules = {}
    decoder, at = json.JSONDecoder(), 0
    while at < len(listed.rstrip()):
        package, at = decoder.raw_decode(listed, at)
        at += len(listed[at:]) - len(listed[at:].lstrip())
        module = package.get("Module")
        if module and not module.get("Main"):
            modules[module["Path"]] = module["Version"]
    checksums = {tuple(line.split()[:2]): line.split()[2] for line in (wheel.ROOT / "go.sum").read_text().splitlines()}
    go = subprocess.run(["go", "env", "GOVERSION"], check=True, cwd=wheel.ROOT, capture_output=True, text=True).stdout.strip().removeprefix("go")
    components = [{"type": "library", "name": "std", "version": go, "purl": f"pkg:golang/std@{go}"}]
    for path, version in sorted(modules.items()):
        components.append({
            "type": "library", "name": path, "version": version, "purl": f"pkg:golang/{path}@{version}",
            "properties": [{"name": "go.sum", "value": checksums[path, version]}],
        })
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "saddle", "version": wheel.release()}},
        "components": components,
    }
    path = out / f"saddle-{wheel.release()}.cdx.json"
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
