"""python gather.py FOLDER > sweep.csv: the runs of array.sh as a table, which load("sweep.csv") reads, in their order.

Ends with 1, and names them, when runs are missing or have failed.
"""

import json
import sys
from pathlib import Path

missing = 0
print("run,eta,value")
runs = sorted(Path(sys.argv[1]).glob("run-*.json"), key=lambda path: int(path.stem.removeprefix("run-")))
for number, path in enumerate(runs):
    k = int(path.stem.removeprefix("run-"))
    outputs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    values = [output["data"]["text/plain"] for output in outputs if "text/plain" in output.get("data", {})]
    if k != number or not values or any(output["output_type"] == "error" for output in outputs):
        print(f"{path.name}: missing before it, or failed", file=sys.stderr)
        missing += 1
    else:
        print(f"{k},{0.001 * (1 + k):.4f},{values[-1].strip()}")
sys.exit(1 if missing or not runs else 0)
