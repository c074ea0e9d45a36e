@echo off
rem Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the input: c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20
rem
rem Run it as administrator. Running it twice changes nothing more.
rem Undo: run the script that ftpsgate writes with --remove for the same input.
rem If ports or addresses changed, first run the script that --remove wrote for the old configuration.
rem Windows Server 2008 R2 may ignore rules for a service until sc sidtype ftpsvc unrestricted and a restart of ftpsvc.
rem
rem Sites:
rem   - Default FTP Site
setlocal EnableExtensions DisableDelayedExpansion

rem Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way.
netsh advfirewall set global StatefulFtp disable
if errorlevel 1 goto failed

rem Why: FTP control channel, explicit TLS
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall delete rule name="ftpsgate-in-tcp-21" >nul 2>&1
netsh advfirewall firewall add rule name="ftpsgate-in-tcp-21" description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if errorlevel 1 goto failed

rem Why: FTP control channel, implicit TLS
rem From: binding *:990: of site Default FTP Site
netsh advfirewall firewall delete rule name="ftpsgate-in-tcp-990" >nul 2>&1
netsh advfirewall firewall add rule name="ftpsgate-in-tcp-990" description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if errorlevel 1 goto failed

rem Why: FTP passive data channel
rem From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
netsh advfirewall firewall delete rule name="ftpsgate-in-tcp-50000-50100" >nul 2>&1
netsh advfirewall firewall add rule name="ftpsgate-in-tcp-50000-50100" description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any localport=50000-50100 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if errorlevel 1 goto failed

rem Why: FTP active data channel of control port 21
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall delete rule name="ftpsgate-out-tcp-20" >nul 2>&1
netsh advfirewall firewall add rule name="ftpsgate-out-tcp-20" description="FTP active data channel of control port 21" dir=out action=allow enable=yes profile=any protocol=TCP localip=any localport=20 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if errorlevel 1 goto failed

rem Why: FTP active data channel of control port 990
rem From: binding *:990: of site Default FTP Site
netsh advfirewall firewall delete rule name="ftpsgate-out-tcp-989" >nul 2>&1
netsh advfirewall firewall add rule name="ftpsgate-out-tcp-989" description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if errorlevel 1 goto failed

echo The rules are set.
echo NOTE: the rule that Windows ships for FTP passive data still opens 1024-65535 to ftpsvc, so that the
echo range 50000-50100 restricts nothing yet. netsh knows that rule by its translated name only; narrow it with:
echo   powershell -NoProfile -Command "Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 50000-50100"
echo A new passive port range takes effect when the service restarts: net stop ftpsvc, then net start ftpsvc
exit /b 0

:failed
echo FAILED: netsh refused the last command; what came before it is done. Run this as administrator. 1>&2
exit /b 1
