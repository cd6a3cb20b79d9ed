#!/usr/bin/env bash
# Does a task of build.proj, which says what there is to do: ./build.sh Help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off

if ! command -v dotnet > /dev/null; then
    echo 'There is no dotnet in the PATH: install the .NET 10 SDK from https://dot.net' >&2
    exit 1
fi

case ${1:-} in
    '' | -h | --help | help) set -- Help ;;
esac

export BUILD_TASK=$1
shift
export BUILD_OPTIONS=$*
[[ -d out || $BUILD_TASK == Help ]] || echo 'The first build takes some minutes.'
if ! dotnet msbuild build.proj -restore -t:Run -m -v:q -nologo; then
    [[ $BUILD_TASK != Test ]] || echo '0 passed, 1 failed'
    exit 1
fi

[[ ! -f out/run/$BUILD_TASK.txt ]] || cat "out/run/$BUILD_TASK.txt"
if [[ -f out/run/$BUILD_TASK.run ]]; then
    # shellcheck disable=SC2046 # the words of the command
    exec $(cat "out/run/$BUILD_TASK.run") "$@"
fi
