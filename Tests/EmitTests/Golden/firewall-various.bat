@echo off
rem Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the plan: 28e1b5fc34756610d1710ec5947f8131c52735ecb55e2927eea6502ee04c092d
rem Name of the plan: 1-1
rem Clients: anyone; to let in fewer, write this again with --from
rem
rem Run it as administrator. Where a rule of the plan is there already it changes nothing and says so; with /replace it
rem makes such rules what the plan says. With /disable-stateful-ftp it turns the firewall's FTP inspection off as well.
rem Undo: run the script that ftpsgate writes with --remove for the same input.
rem If ports or addresses changed, first run the script that --remove wrote for the old configuration.
rem Windows Server 2008 R2 may ignore rules for a service until sc sidtype ftpsvc unrestricted and a restart of ftpsvc.
rem
rem Sites:
rem   - Default FTP Site
rem   - Partners
rem Left out, since they do not start by themselves or were not asked for:
rem   - Old
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
netsh advfirewall firewall show rule name="ftpsgate-1-1.in-tcp-21" >nul 2>&1
if %errorlevel% neq 0 goto look1
echo There is a rule ftpsgate-1-1.in-tcp-21 already. 1>&2
set "found=yes"
:look1
netsh advfirewall firewall show rule name="ftpsgate-1-1.in-tcp-50000-50100" >nul 2>&1
if %errorlevel% neq 0 goto look2
echo There is a rule ftpsgate-1-1.in-tcp-50000-50100 already. 1>&2
set "found=yes"
:look2
netsh advfirewall firewall show rule name="ftpsgate-1-1.in-tcp-990-10.0.0.4" >nul 2>&1
if %errorlevel% neq 0 goto look3
echo There is a rule ftpsgate-1-1.in-tcp-990-10.0.0.4 already. 1>&2
set "found=yes"
:look3
netsh advfirewall firewall show rule name="ftpsgate-1-1.in-tcp-2121-10.0.0.5" >nul 2>&1
if %errorlevel% neq 0 goto look4
echo There is a rule ftpsgate-1-1.in-tcp-2121-10.0.0.5 already. 1>&2
set "found=yes"
:look4
netsh advfirewall firewall show rule name="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" >nul 2>&1
if %errorlevel% neq 0 goto look5
echo There is a rule ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5 already. 1>&2
set "found=yes"
:look5
netsh advfirewall firewall show rule name="ftpsgate-1-1.out-tcp-20" >nul 2>&1
if %errorlevel% neq 0 goto look6
echo There is a rule ftpsgate-1-1.out-tcp-20 already. 1>&2
set "found=yes"
:look6
netsh advfirewall firewall show rule name="ftpsgate-1-1.out-tcp-989-10.0.0.4" >nul 2>&1
if %errorlevel% neq 0 goto look7
echo There is a rule ftpsgate-1-1.out-tcp-989-10.0.0.4 already. 1>&2
set "found=yes"
:look7
netsh advfirewall firewall show rule name="ftpsgate-1-1.out-tcp-2120-10.0.0.5" >nul 2>&1
if %errorlevel% neq 0 goto look8
echo There is a rule ftpsgate-1-1.out-tcp-2120-10.0.0.5 already. 1>&2
set "found=yes"
:look8
netsh advfirewall firewall show rule name="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" >nul 2>&1
if %errorlevel% neq 0 goto look9
echo There is a rule ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5 already. 1>&2
set "found=yes"
:look9
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
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-21" new description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set1
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-21" description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set1
echo set ftpsgate-1-1.in-tcp-21
set "changed=yes"

rem Why: FTP passive data channel
rem From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-50000-50100" new description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=50000-50100 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set2
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-50000-50100" description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=50000-50100 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set2
echo set ftpsgate-1-1.in-tcp-50000-50100
set "changed=yes"

rem Why: FTP control channel, implicit TLS
rem From: binding 10.0.0.4:990: of site Default FTP Site
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-990-10.0.0.4" new description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set3
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-990-10.0.0.4" description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set3
echo set ftpsgate-1-1.in-tcp-990-10.0.0.4
set "changed=yes"

rem Why: FTP control channel, explicit TLS
rem From: binding 10.0.0.5:2121:ftp.example.com of site Partners
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-2121-10.0.0.5" new description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2121 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set4
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-2121-10.0.0.5" description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2121 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set4
echo set ftpsgate-1-1.in-tcp-2121-10.0.0.5
set "changed=yes"

rem Why: FTP control channel, implicit TLS
rem From: binding [2001:db8::5]:990: of site Partners
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" new description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set5
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set5
echo set ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5
set "changed=yes"

rem Why: FTP active data channel of control port 21
rem From: binding *:21: of site Default FTP Site
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-20" new description="FTP active data channel of control port 21" dir=out action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=20 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set6
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-20" description="FTP active data channel of control port 21" dir=out action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=20 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set6
echo set ftpsgate-1-1.out-tcp-20
set "changed=yes"

rem Why: FTP active data channel of control port 990
rem From: binding 10.0.0.4:990: of site Default FTP Site
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-989-10.0.0.4" new description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set7
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-989-10.0.0.4" description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set7
echo set ftpsgate-1-1.out-tcp-989-10.0.0.4
set "changed=yes"

rem Why: FTP active data channel of control port 2121
rem From: binding 10.0.0.5:2121:ftp.example.com of site Partners
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-2120-10.0.0.5" new description="FTP active data channel of control port 2121" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2120 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set8
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-2120-10.0.0.5" description="FTP active data channel of control port 2121" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2120 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set8
echo set ftpsgate-1-1.out-tcp-2120-10.0.0.5
set "changed=yes"

rem Why: FTP active data channel of control port 990
rem From: binding [2001:db8::5]:990: of site Partners
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" new description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul 2>&1
if %errorlevel% equ 0 goto set9
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe"
if %errorlevel% neq 0 goto failed
:set9
echo set ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5
set "changed=yes"

echo The rules are set, in all profiles.
echo NOTE: the rule that Windows ships for FTP passive data still opens 1024-65535 to ftpsvc, so that the
echo range 50000-50100 restricts nothing yet. netsh knows that rule by its translated name only; narrow it with:
echo   powershell -NoProfile -Command "Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 50000-50100"
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
