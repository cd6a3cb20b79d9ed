#!/bin/bash
#SBATCH --job-name=wellcloud-proof
pwsh -NoProfile -File "$WELLCLOUD_SCRIPTS/prove-shards.ps1" -Path "$WELLCLOUD_WORK/archive" \
    -ListingPath "$WELLCLOUD_WORK/list.json.gz" -ResultFolder "$WELLCLOUD_WORK/results" -Shards "$1"
