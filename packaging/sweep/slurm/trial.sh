#!/bin/bash
# trial.sh [JOBS]: a sweep over a real Slurm on this machine: munged, slurmctld and slurmd of Debian's packages (slurmctld, slurmd,
# slurm-client, munge), started here, listening on this machine alone, ended at the end. Its runs are compared with those that one process makes in a loop.
# Needs root, for slurmd.
set -eu
jobs=${1:-10}
runs=$((jobs * 10))
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
export SADDLE=${SADDLE:-$root/build/saddle} SWEEP=$here/sweep.saddle
for program in munged slurmctld slurmd sbatch; do
    command -v $program >/dev/null || { echo "slurm: there is no $program (Debian's packages: slurmctld slurmd slurm-client munge)"; exit 3; }
done
work=$(mktemp -d /tmp/saddle-slurm.XXXXXX)
chmod 755 "$work"
started=()
finish() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

mkdir -m 700 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1 count=1024 status=none
chmod 600 "$work/munge/key"
mkdir -m 755 "$work/socket"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/socket/munge" --pid-file="$work/munge/pid" \
    --seed-file="$work/munge/seed" --log-file="$work/munge/log" &> "$work/munged.out" &
started+=($!)

host=$(hostname -s)
port() { python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
mkdir "$work/state" "$work/spool" "$work/out"
cat > "$work/slurm.conf" <<CONF
ClusterName=trial
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(port)
SlurmdPort=$(port)
SlurmctldParameters=node_reg_mem_percent=1
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/socket/munge
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
MaxArraySize=10001
SchedulerParameters=sched_interval=2,batch_sched_delay=0,sched_min_interval=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D &> "$work/slurmctld.out" &
started+=($!)
slurmd -D &> "$work/slurmd.out" &
started+=($!)
for _ in $(seq 120); do
    [ "$(sinfo --noheader --format=%t 2>/dev/null)" = idle ] && break
    sleep 1
done
[ "$(sinfo --noheader --format=%t)" = idle ] || { tail "$work"/slurm*.log; sinfo; exit 1; }

cd "$work/out"
begun=$(date +%s%N)
sbatch --wait --quiet --array=0-$((jobs - 1)) "$here/array.sh"
took=$(( ($(date +%s%N) - begun) / 1000000 ))
python3 "$here/gather.py" . > sweep.csv
begun=$(date +%s%N)
{
    echo "f(x, y) = x^2 - y^2 + 0.1y^4;"
    echo "value(η) = f(run(momentum(η = η), f, from = (0.1, 0.1), steps = 50).last);"
    for k in $(seq "$runs"); do echo "print(value($k / 1000))"; done
} | "$SADDLE" eval - > alone.txt
alone=$(( ($(date +%s%N) - begun) / 1000000 ))
[ "$(wc -l < sweep.csv)" = $((runs + 1)) ]
tail -n +2 sweep.csv | cut -d, -f3 | cmp - alone.txt
head -3 sweep.csv
echo "$runs runs: all there, in order, equal to those of one process; $took ms as an array of $jobs jobs, $alone ms in one process, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
