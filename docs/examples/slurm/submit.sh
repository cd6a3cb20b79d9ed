#!/bin/bash
# Submits the three steps: the list, one task for each shard, and the proof, which runs whether or not the tasks succeeded.
# WELLCLOUD_SCRIPTS is the folder of the examples, WELLCLOUD_WORK a folder that all nodes share. The jobs inherit the login from this shell.
set -e
cd "$(dirname "$0")"
shards=${1:-8}
list=$(sbatch --parsable listing.sh)
sync=$(sbatch --parsable --dependency="afterok:$list" --kill-on-invalid-dep=yes --array="1-$shards" archive.sh)
sbatch --parsable --dependency="afterany:$sync" proof.sh "$shards"
