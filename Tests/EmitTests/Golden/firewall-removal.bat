@echo off
rem Takes away the Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the input: c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20
rem
rem Run it as administrator. Running it twice changes nothing more.
rem Undo: run the script that ftpsgate writes without --remove.
rem
rem Sites:
rem   - Default FTP Site
setlocal EnableExtensions DisableDelayedExpansion

rem Why: FTP control channel, explicit TLS
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-in-tcp-21" >nul 2>&1
if errorlevel 1 goto next1
netsh advfirewall firewall delete rule name="ftpsgate-in-tcp-21"
if errorlevel 1 goto failed
:next1

rem Why: FTP control channel, implicit TLS
rem From: binding *:990: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-in-tcp-990" >nul 2>&1
if errorlevel 1 goto next2
netsh advfirewall firewall delete rule name="ftpsgate-in-tcp-990"
if errorlevel 1 goto failed
:next2

rem Why: FTP passive data channel
rem From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
netsh advfirewall firewall show rule name="ftpsgate-in-tcp-50000-50100" >nul 2>&1
if errorlevel 1 goto next3
netsh advfirewall firewall delete rule name="ftpsgate-in-tcp-50000-50100"
if errorlevel 1 goto failed
:next3

rem Why: FTP active data channel of control port 21
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-out-tcp-20" >nul 2>&1
if errorlevel 1 goto next4
netsh advfirewall firewall delete rule name="ftpsgate-out-tcp-20"
if errorlevel 1 goto failed
:next4

rem Why: FTP active data channel of control port 990
rem From: binding *:990: of site Default FTP Site
netsh advfirewall firewall show rule name="ftpsgate-out-tcp-989" >nul 2>&1
if errorlevel 1 goto next5
netsh advfirewall firewall delete rule name="ftpsgate-out-tcp-989"
if errorlevel 1 goto failed
:next5

echo Stateful FTP inspection stays off. To turn it on: netsh advfirewall set global StatefulFtp enable
echo If you narrowed the rule that Windows ships for FTP passive data, make it what it was with:
echo   powershell -NoProfile -Command "Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 1024-65535"
exit /b 0

:failed
echo FAILED: netsh refused the last command; what came before it is done. Run this as administrator. 1>&2
exit /b 1
