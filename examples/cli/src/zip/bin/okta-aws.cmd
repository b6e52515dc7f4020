@echo off
rem Runs okta-aws from wherever this folder lies: okta-aws [COMMAND] [OPTIONS]
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
where /q "%JAVA%" 2>nul || if not exist "%JAVA%.exe" (
  echo okta-aws: no Java at "%JAVA%". Install Java 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 1
)
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -jar "%~dp0..\lib\okta-aws.jar" %*
exit /b %ERRORLEVEL%
