# Runs when somebody imports the manifest among the sources, where no assemblies lie beside it.
throw 'This folder holds the sources of the module. Build it with ./build.sh Build (on Windows: .\build.cmd Build), then run: Import-Module ./out/Wellcloud.Recordings'
