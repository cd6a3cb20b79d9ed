@echo off
rem Does a task of build.proj, which says what there is to do: build.cmd Help. It is build.sh for people without PowerShell 7.
setlocal
cd /d "%~dp0"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
set MSBUILDDISABLENODEREUSE=1
set POWERSHELL_TELEMETRY_OPTOUT=1
set POWERSHELL_UPDATECHECK=Off

where dotnet >nul 2>nul
if errorlevel 1 (
    echo There is no dotnet in the PATH: install the .NET 10 SDK from https://dot.net>&2
    exit /b 1
)

set BUILD_TASK=%~1
if "%BUILD_TASK%"=="" set BUILD_TASK=Help
if /i "%BUILD_TASK%"=="--help" set BUILD_TASK=Help
set BUILD_OPTIONS=
for /f "tokens=1*" %%a in ("%*") do set BUILD_OPTIONS=%%b
if not exist out if /i not "%BUILD_TASK%"=="Help" echo The first build takes some minutes.

dotnet msbuild build.proj -restore -t:Run -m -v:q -nologo
if not %errorlevel%==0 (
    if /i "%BUILD_TASK%"=="Test" echo 0 passed, 1 failed
    exit /b 1
)

if exist "out\run\%BUILD_TASK%.txt" type "out\run\%BUILD_TASK%.txt"
if not exist "out\run\%BUILD_TASK%.run" exit /b 0
set /p BUILD_COMMAND=<"out\run\%BUILD_TASK%.run"
%BUILD_COMMAND% %BUILD_OPTIONS%
exit /b %errorlevel%
