@echo off
rem Takes away the Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
rem Name of the plan: 1
rem Clients: anyone; to let in fewer, write this again with --from
rem
rem Run it as administrator. It takes away the rules of this plan, and all that are on record for plans of its name. A rule
rem that somebody has made block stops it before it changes anything, unless /replace is given. Running it twice changes
rem nothing more.
rem Undo: run the script that ftpsgate writes without --remove.
rem
rem Sites:
rem   - Default FTP Site
setlocal EnableExtensions DisableDelayedExpansion
set "errorlevel="

set "replace="
set "changed="
set "failed="
:arguments
if "%~1"=="" goto begin
if /i "%~1"=="/replace" goto take-replace
echo usage: FILE [/replace] 1>&2
exit /b 64
:take-replace
set "replace=yes"
shift
goto arguments
:begin

set "rules=HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules"
set "record=HKLM\SOFTWARE\ftpsgate-netsh\ftpsgate-1"
set "find=%SystemRoot%\System32\find.exe"

rem While the firewall's service stands still, it would look as if there were no rules.
netsh advfirewall show allprofiles >nul 2>&1
if %errorlevel% neq 0 goto blind
reg query "%rules%" /reg:64 >nul 2>&1
if %errorlevel% neq 0 goto blind

rem Without a rule that somebody made block, what it blocked would be open.
set "found="
call :weigh "ftpsgate-1.in-tcp-21"
call :weigh "ftpsgate-1.in-tcp-990"
call :weigh "ftpsgate-1.in-tcp-50000-50100"
call :weigh "ftpsgate-1.out-tcp-20"
call :weigh "ftpsgate-1.out-tcp-989"
for /f %%n in ('reg query "%record%" /reg:64 2^>nul ^| "%find%" "    ftpsgate-1."') do call :weigh-stale "%%n"
if not defined found goto write
if defined replace goto write
echo FAILED: nothing was changed, as these rules may block what nothing else does. To see one: 1>&2
echo   netsh advfirewall firewall show rule name=NAME verbose 1>&2
echo To remove them too, run this again with /replace. 1>&2
exit /b 1
:write

rem Why: FTP control channel, explicit TLS
rem From: binding *:21: of site Default FTP Site
call :remove "ftpsgate-1.in-tcp-21"
if defined failed goto failed

rem Why: FTP control channel, implicit TLS
rem From: binding *:990: of site Default FTP Site
call :remove "ftpsgate-1.in-tcp-990"
if defined failed goto failed

rem Why: FTP passive data channel
rem From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
call :remove "ftpsgate-1.in-tcp-50000-50100"
if defined failed goto failed

rem Why: FTP active data channel of control port 21
rem From: binding *:21: of site Default FTP Site
call :remove "ftpsgate-1.out-tcp-20"
if defined failed goto failed

rem Why: FTP active data channel of control port 990
rem From: binding *:990: of site Default FTP Site
call :remove "ftpsgate-1.out-tcp-989"
if defined failed goto failed

for /f %%n in ('reg query "%record%" /reg:64 2^>nul ^| "%find%" "    ftpsgate-1."') do call :remove-stale "%%n"
if defined failed goto failed
reg query "%record%" /reg:64 >nul 2>&1
if %errorlevel% neq 0 goto forgotten
reg delete "%record%" /f /reg:64 >nul
if %errorlevel% neq 0 goto failed
:forgotten
if not defined changed echo There was nothing to remove.
echo If you turned stateful FTP inspection off: netsh advfirewall set global StatefulFtp enable turns it on.
echo If you narrowed the rule that Windows ships for FTP passive data, make it what it was with:
echo   powershell -NoProfile -Command "Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 1024-65535"
exit /b 0

:blind
echo FAILED: netsh or reg cannot read the firewall, so nothing was changed. Run this as administrator, and start the service MpsSvc. 1>&2
exit /b 1

:failed
if not defined changed echo FAILED: the last command was refused; nothing was changed. Run this as administrator. 1>&2
if defined changed echo FAILED: the last command was refused; what is named above is done. Run this again. 1>&2
exit /b 1

:planned
if /i "%~1"=="ftpsgate-1.in-tcp-21" exit /b 0
if /i "%~1"=="ftpsgate-1.in-tcp-990" exit /b 0
if /i "%~1"=="ftpsgate-1.in-tcp-50000-50100" exit /b 0
if /i "%~1"=="ftpsgate-1.out-tcp-20" exit /b 0
if /i "%~1"=="ftpsgate-1.out-tcp-989" exit /b 0
exit /b 1

:weigh
netsh advfirewall firewall show rule name="%~1" >nul 2>&1
if %errorlevel% neq 0 exit /b 0
set "allows="
set "blocks="
for /f "tokens=2 delims=|" %%a in ('reg query "%rules%" /reg:64 ^| "%find%" "|Name=%~1|"') do (
  if "%%a"=="Action=Allow" set "allows=yes"
  if not "%%a"=="Action=Allow" set "blocks=yes"
)
if defined allows if not defined blocks exit /b 0
echo The rule %~1 does not allow, so that somebody must have changed it. 1>&2
set "found=yes"
exit /b 0

:weigh-stale
call :planned "%~1"
if %errorlevel% equ 0 exit /b 0
call :weigh "%~1"
exit /b 0

:remove-stale
call :planned "%~1"
if %errorlevel% equ 0 exit /b 0
:remove
if defined failed exit /b 1
netsh advfirewall firewall show rule name="%~1" >nul 2>&1
if %errorlevel% neq 0 goto none
netsh advfirewall firewall delete rule name="%~1" >nul
if %errorlevel% neq 0 goto undropped
set "changed=yes"
echo removed %~1
exit /b 0
:none
echo There is no rule %~1.
exit /b 0
:undropped
set "failed=yes"
exit /b 1

