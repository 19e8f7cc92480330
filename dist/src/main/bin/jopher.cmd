@echo off
rem The command "jopher" on Windows, not tested there. Without -race, explore and -replay: they need the script for a shell.
setlocal
set "JDK=%JAVA25_HOME%"
if not defined JDK if exist "%~dp0..\runtime\bin\java.exe" set "JDK=%~dp0..\runtime"
if not defined JDK set "JDK=%JAVA_HOME%"
if defined JDK (set "JAVA=%JDK%\bin\java.exe") else set "JAVA=java.exe"
"%JAVA%" "@%~dp0..\lib\jopher.flags" %JOPHER_JAVA_OPTS% -cp "%~dp0..\lib\jopher-cli.jar" dev.jopher.cli.Main %*
