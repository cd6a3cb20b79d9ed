#!/bin/bash
#SBATCH --job-name=wellcloud-listing
pwsh -NoProfile -File "$WELLCLOUD_SCRIPTS/save-listing.ps1" -OutFile "$WELLCLOUD_WORK/list.json.gz"
