@echo off
rem Takes away the Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
rem Name of the plan: 1
rem Clients: anyone; to let in fewer, write this again with --from
rem
rem Run it as administrator. Running it twice changes nothing more.
rem Undo: run the script that ftpsgate writes without --remove.
rem
rem Sites:
rem   - Default FTP Site
setlocal EnableExtensions DisableDelayedExpansion
set "errorlevel="

set "changed="
:arguments
if "%~1"=="" goto begin
echo usage: FILE 1>&2
exit /b 64
:begin

rem While the firewall's service stands still, it would look as if there were no rules.
netsh advfirewall show allprofiles >nul 2>&1
if %errorlevel% neq 0 goto blind

rem Why: FTP control channel, explicit TLS
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-1.in-tcp-21" >nul 2>&1
if %errorlevel% neq 0 goto missing1
netsh advfirewall firewall delete rule name="ftpsgate-1.in-tcp-21" >nul
if %errorlevel% neq 0 goto failed
echo removed ftpsgate-1.in-tcp-21
set "changed=yes"
goto next1
:missing1
echo There is no rule ftpsgate-1.in-tcp-21.
:next1

rem Why: FTP control channel, implicit TLS
rem From: binding *:990: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-1.in-tcp-990" >nul 2>&1
if %errorlevel% neq 0 goto missing2
netsh advfirewall firewall delete rule name="ftpsgate-1.in-tcp-990" >nul
if %errorlevel% neq 0 goto failed
echo removed ftpsgate-1.in-tcp-990
set "changed=yes"
goto next2
:missing2
echo There is no rule ftpsgate-1.in-tcp-990.
:next2

rem Why: FTP passive data channel
rem From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
netsh advfirewall firewall show rule name="ftpsgate-1.in-tcp-50000-50100" >nul 2>&1
if %errorlevel% neq 0 goto missing3
netsh advfirewall firewall delete rule name="ftpsgate-1.in-tcp-50000-50100" >nul
if %errorlevel% neq 0 goto failed
echo removed ftpsgate-1.in-tcp-50000-50100
set "changed=yes"
goto next3
:missing3
echo There is no rule ftpsgate-1.in-tcp-50000-50100.
:next3

rem Why: FTP active data channel of control port 21
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-1.out-tcp-20" >nul 2>&1
if %errorlevel% neq 0 goto missing4
netsh advfirewall firewall delete rule name="ftpsgate-1.out-tcp-20" >nul
if %errorlevel% neq 0 goto failed
echo removed ftpsgate-1.out-tcp-20
set "changed=yes"
goto next4
:missing4
echo There is no rule ftpsgate-1.out-tcp-20.
:next4

rem Why: FTP active data channel of control port 990
rem From: binding *:990: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-1.out-tcp-989" >nul 2>&1
if %errorlevel% neq 0 goto missing5
netsh advfirewall firewall delete rule name="ftpsgate-1.out-tcp-989" >nul
if %errorlevel% neq 0 goto failed
echo removed ftpsgate-1.out-tcp-989
set "changed=yes"
goto next5
:missing5
echo There is no rule ftpsgate-1.out-tcp-989.
:next5

if not defined changed echo There was nothing to remove.
echo If you turned stateful FTP inspection off: netsh advfirewall set global StatefulFtp enable turns it on.
echo If you narrowed the rule that Windows ships for FTP passive data, make it what it was with:
echo   powershell -NoProfile -Command "Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 1024-65535"
exit /b 0

:blind
echo FAILED: netsh cannot read the firewall, so nothing was changed. Run this as administrator, and start the service MpsSvc. 1>&2
exit /b 1

:failed
if not defined changed echo FAILED: netsh refused the last command; nothing was changed. Run this as administrator. 1>&2
if defined changed echo FAILED: netsh refused the last command; what is named above is done. Run this again. 1>&2
exit /b 1
