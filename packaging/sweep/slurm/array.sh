#!/bin/bash
#SBATCH --job-name=saddle
#SBATCH --cpus-per-task=1
#SBATCH --output=log-%a.txt
# A sweep as an array of jobs. Each makes ten runs of the cells in sweep.saddle, since a job costs Slurm a second or two; run K, with
# a η of its own, writes run-K.json.
#
#     sbatch --array=0-9 array.sh     # runs 0 to 99
set -eu
each=${EACH:-10}
first=$((SLURM_ARRAY_TASK_ID * each))
for k in $(seq $first $((first + each - 1))); do
    eta=$(awk "BEGIN { printf \"%.4f\", 0.001 * (1 + $k) }")
    { echo "η = $eta;"; echo "%%"; cat "${SWEEP:-sweep.saddle}"; } | "${SADDLE:-saddle}" eval --json --no-pictures - > "run-$k.json"
done
