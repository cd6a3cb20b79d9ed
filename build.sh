#!/usr/bin/env bash
# The tasks of build.ps1 for a shell; without a PowerShell it does what can be done without one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off

usage() {
    cat <<'END'
Usage: ./build.sh TASK

  Build   make the module: out/Wellcloud.Recordings
  Demo    do the main job against the bundled emulator; the files go to out/demo
  Test    xUnit, and Pester where there is a PowerShell with Pester 5.5 or later
          (WELLCLOUD_REQUIRE_PWSH=1 makes its absence an error)
  Bench   this module beside its peers (-Full: a million rows)
  Soak    the long run
  Clean   remove what was built
END
}

build() {
    dotnet msbuild build.proj -restore "-t:$1" -m -v:q -nologo
}

# Prints how to start a PowerShell of 7.4 or later; fails when there is none.
find_powershell() {
    if command -v pwsh > /dev/null && is_recent pwsh; then
        echo pwsh
    elif dotnet tool restore > /dev/null 2>&1 < /dev/null && is_recent dotnet tool run pwsh --; then
        echo dotnet tool run pwsh --
    else
        return 1
    fi
}

is_recent() {
    local version major minor
    version=$("$@" --version 2> /dev/null < /dev/null) || return 1
    IFS=. read -r major minor _ <<< "${version##* }"
    [[ $major =~ ^[0-9]+$ && $minor =~ ^[0-9]+$ ]] && (( major > 7 || (major == 7 && minor >= 4) ))
}

# One number of the summary that the test platform writes.
counter() {
    local number
    number=$(grep -o '<Counters [^>]*' out/test-results/xunit.trx 2> /dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9') || true
    echo "${number:-0}"
}

test_without_powershell() {
    local passed=0 failed=0 counted
    rm -rf out/test-results
    if build BuildTests; then
        # shellcheck disable=SC2046 # one word an assembly
        dotnet test $(cat out/test-assemblies.txt) --results-directory out/test-results --logger 'trx;LogFileName=xunit.trx' --nologo \
            -- RunConfiguration.MaxCpuCount=0 < /dev/null || failed=1
        passed=$(counter passed)
        counted=$(counter failed)
        failed=$(( counted > failed ? counted : failed ))
    else
        failed=1
    fi

    echo 'The Pester suite was not run: there is no PowerShell 7.4 or later, and none could be restored.'
    if [[ ${WELLCLOUD_REQUIRE_PWSH:-} == 1 ]]; then
        failed=$(( failed + 1 ))
    fi

    echo "$passed passed, $failed failed"
    (( failed == 0 ))
}

run_without_powershell() {
    case $1 in
        Build) build Build ;;
        Clean) build Clean ;;
        Demo)
            echo 'There is no PowerShell 7.4 or later, and none could be restored: this is the same job on the engine alone.'
            build BuildDemo
            exec dotnet src/Wellcloud.QuickStart/bin/Release/net10.0/Wellcloud.QuickStart.dll --demo
            ;;
        Test) test_without_powershell ;;
        Bench)
            build BuildBench
            exec dotnet tests/bench/Wellcloud.Bench/bin/Release/net10.0/Wellcloud.Bench.dll "${@:2}"
            ;;
        Soak)
            build BuildSoak
            exec dotnet tests/Wellcloud.Soak/bin/Release/net10.0/Wellcloud.Soak.dll "${@:2}"
            ;;
    esac
}

case ${1:-} in
    Build | Demo | Test | Bench | Soak | Clean) ;;
    '' | -h | --help | help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac

if ! command -v dotnet > /dev/null; then
    echo 'There is no dotnet in the PATH: install the .NET 10 SDK from https://dot.net' >&2
    exit 1
fi

if [[ $1 != Demo && $1 != Test ]]; then
    # Nothing of these needs a PowerShell, so nobody waits for one.
    run_without_powershell "$@"
elif shell=$(find_powershell); then
    # shellcheck disable=SC2086 # the words of the command
    exec $shell -NoProfile -NonInteractive -File build.ps1 -Task "$1"
else
    run_without_powershell "$1"
fi
