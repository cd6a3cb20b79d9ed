#!/bin/bash
#SBATCH --job-name=wellcloud-archive
#SBATCH --array=1-8
#SBATCH --requeue
#SBATCH --open-mode=append
pwsh -NoProfile -File "$WELLCLOUD_SCRIPTS/nightly-archive.ps1" -Path "$WELLCLOUD_WORK/archive" -Days 0 \
    -ListingPath "$WELLCLOUD_WORK/list.json.gz" -ResultFile "$WELLCLOUD_WORK/results/$SLURM_ARRAY_TASK_ID.json" \
    -Shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
code=$?

# 0: done. 1: some recordings failed, and the next run requests only these. Anything else: the worker failed, so it starts again.
# Slurm itself requeues only after the loss of a node or a preemption, and never because of an exit code.
if [ "$code" -gt 1 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
    scontrol requeue "$SLURM_JOB_ID"
    sleep 60
fi

exit "$code"
