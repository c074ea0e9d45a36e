@echo off
rem Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the plan: 6e605b485406b6a0c7bc66cc5ba31cc7d2b6ce92b61e72edd40cb50d8a7338f9
rem Name of the plan: 1
rem Clients: anyone; to let in fewer, write this again with --from
rem
rem Run it as administrator. Where a rule of the plan is there already it changes nothing and says so; with /replace it
rem makes such rules what the plan says. With /disable-stateful-ftp it turns the firewall's FTP inspection off as well.
rem Undo: run the script that ftpsgate writes with --remove for the same input.
rem If ports or addresses changed, first run the script that --remove wrote for the old configuration.
rem Windows Server 2008 R2 may ignore rules for a service until sc sidtype ftpsvc unrestricted and a restart of ftpsvc.
rem
rem Sites:
rem   - R\u{26}D's \u{25}PATH\u{25} \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
rem
rem ASSUMPTION: the input sets no passive port range, so IIS takes ports from Windows' dynamic range. These rules
rem open 49152-65535, its default. If it was moved (netsh int ipv4 show dynamicport tcp), they are wrong. Better
rem set lowDataChannelPort and highDataChannelPort, and write this script again.
setlocal EnableExtensions DisableDelayedExpansion
set "errorlevel="

set "replace="
set "disable_stateful_ftp="
set "changed="
:arguments
if "%~1"=="" goto begin
if /i "%~1"=="/replace" goto take-replace
if /i "%~1"=="/disable-stateful-ftp" goto take-disable-stateful-ftp
echo usage: FILE [/replace] [/disable-stateful-ftp] 1>&2
exit /b 64
:take-replace
set "replace=yes"
shift
goto arguments
:take-disable-stateful-ftp
set "disable_stateful_ftp=yes"
shift
goto arguments
:begin

rem While the firewall's service stands still, it would look as if there were no rules.
netsh advfirewall show allprofiles >nul 2>&1
if %errorlevel% neq 0 goto blind

rem Nothing is changed where a rule of the plan is there already.
set "found="
netsh advfirewall firewall show rule name="ftpsgate-1.in-tcp-21" >nul 2>&1
if %errorlevel% neq 0 goto look1
echo There is a rule ftpsgate-1.in-tcp-21 already. 1>&2
set "found=yes"
:look1
netsh advfirewall firewall show rule name="ftpsgate-1.in-tcp-49152-65535" >nul 2>&1
if %errorlevel% neq 0 goto look2
echo There is a rule ftpsgate-1.in-tcp-49152-65535 already. 1>&2
set "found=yes"
:look2
if not defined found goto write
if defined replace goto write
echo FAILED: nothing was changed, as netsh cannot tell in every language whether somebody has changed these rules. To see one: 1>&2
echo   netsh advfirewall firewall show rule name=NAME verbose 1>&2
echo To make them what this plan says, run this again with /replace. 1>&2
exit /b 1
:write

rem Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way.
if defined disable_stateful_ftp goto inspection
echo NOTE: this leaves stateful FTP inspection as it is; run it with /disable-stateful-ftp to turn it off.
goto rules
:inspection
netsh advfirewall set global StatefulFtp disable
if %errorlevel% neq 0 goto failed
set "changed=yes"
:rules

rem Why: FTP control channel, explicit TLS
rem From: binding *:21: of site R\u{26}D's \u{25}PATH\u{25} \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
netsh advfirewall firewall set rule name="ftpsgate-1.in-tcp-21" new description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set1
netsh advfirewall firewall add rule name="ftpsgate-1.in-tcp-21" description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set1
echo set ftpsgate-1.in-tcp-21
set "changed=yes"

rem Why: FTP passive data channel
rem From: no lowDataChannelPort and highDataChannelPort in system.ftpServer/firewallSupport
netsh advfirewall firewall set rule name="ftpsgate-1.in-tcp-49152-65535" new description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=49152-65535 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set2
netsh advfirewall firewall add rule name="ftpsgate-1.in-tcp-49152-65535" description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=49152-65535 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set2
echo set ftpsgate-1.in-tcp-49152-65535
set "changed=yes"

echo The rules are set, in all profiles.
echo NOTE: the rule that Windows ships for FTP passive data still opens 1024-65535 to ftpsvc, so that the
echo range 49152-65535 restricts nothing yet. netsh knows that rule by its translated name only; narrow it with:
echo   powershell -NoProfile -Command "Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 49152-65535"
echo NOTE: these rules that Windows ships let in others than this plan says, if they are enabled. To disable them:
echo   powershell -NoProfile -Command "Disable-NetFirewallRule -Name IIS-WebServerRole-FTP-In-TCP-990"
echo A new passive port range takes effect when the service restarts: net stop ftpsvc, then net start ftpsvc
echo To check what comes of it: reg export HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy firewall.reg
echo and then: ftpsgate lint applicationHost.config --environment firewall.reg
exit /b 0

:blind
echo FAILED: netsh cannot read the firewall, so nothing was changed. Run this as administrator, and start the service MpsSvc. 1>&2
exit /b 1

:failed
if not defined changed echo FAILED: netsh refused the last command; nothing was changed. Run this as administrator. 1>&2
if defined changed echo FAILED: netsh refused the last command; what is named above is done. Run this again. 1>&2
exit /b 1
