"""The launcher: ``python -m saddle_kernel …`` is the program ``saddle …``."""

import os
import subprocess
import sys

from . import PROGRAM


def main() -> None:
    # Where this package is, so is its lexer: converters may be told of it.
    os.environ.setdefault("SADDLE_LEXER", "saddle")
    # The jupyter beside this Python is found where its environment is not activated, and the path has none.
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), os.path.dirname(sys.executable)])
    command = [PROGRAM, *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(PROGRAM, command)


if __name__ == "__main__":
    main()
