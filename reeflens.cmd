@echo off
rem Untested: nobody has run ReefLens on Windows yet.
rem Builds ReefLens on first use, then runs its command line.
setlocal
set "HERE=%~dp0"
set "APP=%HERE%video-runner\target\app"
if not exist "%APP%\built" (
  echo reeflens: building; the first time downloads about 320 MB and takes some minutes ... 1>&2
  pushd "%HERE%"
  call mvn -q -B -DskipTests -Dspotless.check.skip=true -pl video-runner -am package || (popd & exit /b 2)
  popd
  echo built> "%APP%\built"
  del "%APP%\classes.jsa" 2>nul
)
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "CLASSES=%APP%\classes.jsa"
set FLAGS=-Xlog:disable -Xmx768m -XX:+UseSerialGC -Djava.awt.headless=true ^
  --enable-native-access=ALL-UNNAMED ^
  -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dai.djl.onnx.disable_alternative=true ^
  -Dai.djl.pytorch.num_interop_threads=1 ^
  -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 %REEFLENS_JAVA_OPTS%
rem Once the demo is analysed, and the classes it took are kept ready for quick starts.
if not exist "%CLASSES%" (
  "%JAVA%" "-XX:ArchiveClassesAtExit=%CLASSES%" %FLAGS% -cp "%APP%\lib\*" org.reeflens.runner.Main ^
    inventory "%HERE%test-videos\demo\demo-reef.mp4" --out "%APP%\trial" >nul 2>nul
  rmdir /s /q "%APP%\trial" 2>nul
)
rem A listing is over before the second of Java's compilers is of any use.
set "QUICK="
if "%1"=="models" set "QUICK=-XX:TieredStopAtLevel=1"
set "SHARE=-Xshare:auto"
if exist "%CLASSES%" set "SHARE=-XX:SharedArchiveFile=%CLASSES%"
"%JAVA%" "%SHARE%" %QUICK% %FLAGS% -cp "%APP%\lib\*" org.reeflens.runner.Main %*
exit /b %ERRORLEVEL%
