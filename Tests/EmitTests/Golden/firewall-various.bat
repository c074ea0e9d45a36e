@echo off
rem Windows Firewall rules for the FTP sites of IIS, in netsh.
rem Written by ftpsgate 0.0.0
rem Input: applicationHost.config
rem SHA-256 of the plan: 28e1b5fc34756610d1710ec5947f8131c52735ecb55e2927eea6502ee04c092d
rem Name of the plan: 1-1
rem Clients: anyone; to let in fewer, write this again with --from
rem
rem Run it as administrator. What Windows makes of each rule is recorded in HKLM\SOFTWARE\ftpsgate-netsh, so that a rule which
rem somebody has changed stops it before it changes anything; with /replace it makes such rules what the plan says. Rules on
rem record that the plan does not have any more are removed last. Running it twice changes nothing more.
rem With /disable-stateful-ftp it turns the firewall's FTP inspection off as well.
rem Undo: run the script that ftpsgate writes with --remove for the same input.
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
set "failed="
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

set "rules=HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules"
set "record=HKLM\SOFTWARE\ftpsgate-netsh\ftpsgate-1-1"
set "find=%SystemRoot%\System32\find.exe"

rem While the firewall's service stands still, it would look as if there were no rules.
netsh advfirewall show allprofiles >nul 2>&1
if %errorlevel% neq 0 goto blind
reg query "%rules%" /reg:64 >nul 2>&1
if %errorlevel% neq 0 goto blind

rem What somebody else has set or changed is not this script's to change.
set "found="
set "todo="
call :look "ftpsgate-1-1.in-tcp-21"
set "is1=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.in-tcp-50000-50100"
set "is2=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.in-tcp-990-10.0.0.4"
set "is3=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.in-tcp-2121-10.0.0.5"
set "is4=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5"
set "is5=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.out-tcp-20"
set "is6=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.out-tcp-989-10.0.0.4"
set "is7=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.out-tcp-2120-10.0.0.5"
set "is8=%is%"
if "%is%"=="missing" set "todo=yes"
call :look "ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5"
set "is9=%is%"
if "%is%"=="missing" set "todo=yes"
for /f %%n in ('reg query "%record%" /reg:64 2^>nul ^| "%find%" "    ftpsgate-1-1."') do call :stale "%%n"
reg query "%record%" /v plan /reg:64 2>nul | "%find%" "    aabbcc36f59e7abd903a1538fe63f805659fe8fb345948149eecf69479009a61" >nul
if %errorlevel% neq 0 set "todo=yes"
if not defined found goto write
if defined replace goto write
echo FAILED: nothing was changed, as somebody else may want these rules as they are. To see one: 1>&2
echo   netsh advfirewall firewall show rule name=NAME verbose 1>&2
echo To make them what this plan says, and remove those that it does not have, run this again with /replace. 1>&2
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

if defined todo goto open
echo The rules are as this plan says already.
goto told
:open
reg add "%record%" /v plan /t REG_SZ /d unfinished /f /reg:64 >nul
if %errorlevel% neq 0 goto failed

rem Why: FTP control channel, explicit TLS
rem From: binding *:21: of site Default FTP Site
if "%is1%"=="same" goto set1
if "%is1%"=="missing" goto add1
netsh advfirewall firewall delete rule name="ftpsgate-1-1.in-tcp-21" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.in-tcp-21, to set it anew
:add1
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-21" description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep1
:set1
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-21" new description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=21 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep1
set "changed=yes"
echo set ftpsgate-1-1.in-tcp-21
call :keep "ftpsgate-1-1.in-tcp-21"
if %errorlevel% neq 0 goto unkept

rem Why: FTP passive data channel
rem From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
if "%is2%"=="same" goto set2
if "%is2%"=="missing" goto add2
netsh advfirewall firewall delete rule name="ftpsgate-1-1.in-tcp-50000-50100" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.in-tcp-50000-50100, to set it anew
:add2
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-50000-50100" description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=50000-50100 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep2
:set2
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-50000-50100" new description="FTP passive data channel" dir=in action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=50000-50100 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep2
set "changed=yes"
echo set ftpsgate-1-1.in-tcp-50000-50100
call :keep "ftpsgate-1-1.in-tcp-50000-50100"
if %errorlevel% neq 0 goto unkept

rem Why: FTP control channel, implicit TLS
rem From: binding 10.0.0.4:990: of site Default FTP Site
if "%is3%"=="same" goto set3
if "%is3%"=="missing" goto add3
netsh advfirewall firewall delete rule name="ftpsgate-1-1.in-tcp-990-10.0.0.4" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.in-tcp-990-10.0.0.4, to set it anew
:add3
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-990-10.0.0.4" description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep3
:set3
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-990-10.0.0.4" new description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep3
set "changed=yes"
echo set ftpsgate-1-1.in-tcp-990-10.0.0.4
call :keep "ftpsgate-1-1.in-tcp-990-10.0.0.4"
if %errorlevel% neq 0 goto unkept

rem Why: FTP control channel, explicit TLS
rem From: binding 10.0.0.5:2121:ftp.example.com of site Partners
if "%is4%"=="same" goto set4
if "%is4%"=="missing" goto add4
netsh advfirewall firewall delete rule name="ftpsgate-1-1.in-tcp-2121-10.0.0.5" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.in-tcp-2121-10.0.0.5, to set it anew
:add4
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-2121-10.0.0.5" description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2121 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep4
:set4
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-2121-10.0.0.5" new description="FTP control channel, explicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2121 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep4
set "changed=yes"
echo set ftpsgate-1-1.in-tcp-2121-10.0.0.5
call :keep "ftpsgate-1-1.in-tcp-2121-10.0.0.5"
if %errorlevel% neq 0 goto unkept

rem Why: FTP control channel, implicit TLS
rem From: binding [2001:db8::5]:990: of site Partners
if "%is5%"=="same" goto set5
if "%is5%"=="missing" goto add5
netsh advfirewall firewall delete rule name="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5, to set it anew
:add5
netsh advfirewall firewall add rule name="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep5
:set5
netsh advfirewall firewall set rule name="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" new description="FTP control channel, implicit TLS" dir=in action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=990 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep5
set "changed=yes"
echo set ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5
call :keep "ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5"
if %errorlevel% neq 0 goto unkept

rem Why: FTP active data channel of control port 21
rem From: binding *:21: of site Default FTP Site
if "%is6%"=="same" goto set6
if "%is6%"=="missing" goto add6
netsh advfirewall firewall delete rule name="ftpsgate-1-1.out-tcp-20" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.out-tcp-20, to set it anew
:add6
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-20" description="FTP active data channel of control port 21" dir=out action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=20 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep6
:set6
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-20" new description="FTP active data channel of control port 21" dir=out action=allow enable=yes profile=any protocol=TCP localip=any remoteip=any localport=20 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep6
set "changed=yes"
echo set ftpsgate-1-1.out-tcp-20
call :keep "ftpsgate-1-1.out-tcp-20"
if %errorlevel% neq 0 goto unkept

rem Why: FTP active data channel of control port 990
rem From: binding 10.0.0.4:990: of site Default FTP Site
if "%is7%"=="same" goto set7
if "%is7%"=="missing" goto add7
netsh advfirewall firewall delete rule name="ftpsgate-1-1.out-tcp-989-10.0.0.4" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.out-tcp-989-10.0.0.4, to set it anew
:add7
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-989-10.0.0.4" description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep7
:set7
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-989-10.0.0.4" new description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.4 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep7
set "changed=yes"
echo set ftpsgate-1-1.out-tcp-989-10.0.0.4
call :keep "ftpsgate-1-1.out-tcp-989-10.0.0.4"
if %errorlevel% neq 0 goto unkept

rem Why: FTP active data channel of control port 2121
rem From: binding 10.0.0.5:2121:ftp.example.com of site Partners
if "%is8%"=="same" goto set8
if "%is8%"=="missing" goto add8
netsh advfirewall firewall delete rule name="ftpsgate-1-1.out-tcp-2120-10.0.0.5" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.out-tcp-2120-10.0.0.5, to set it anew
:add8
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-2120-10.0.0.5" description="FTP active data channel of control port 2121" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2120 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep8
:set8
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-2120-10.0.0.5" new description="FTP active data channel of control port 2121" dir=out action=allow enable=yes profile=any protocol=TCP localip=10.0.0.5 remoteip=any localport=2120 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep8
set "changed=yes"
echo set ftpsgate-1-1.out-tcp-2120-10.0.0.5
call :keep "ftpsgate-1-1.out-tcp-2120-10.0.0.5"
if %errorlevel% neq 0 goto unkept

rem Why: FTP active data channel of control port 990
rem From: binding [2001:db8::5]:990: of site Partners
if "%is9%"=="same" goto set9
if "%is9%"=="missing" goto add9
netsh advfirewall firewall delete rule name="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" >nul
if %errorlevel% neq 0 goto failed
set "changed=yes"
echo removed ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5, to set it anew
:add9
netsh advfirewall firewall add rule name="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
goto keep9
:set9
netsh advfirewall firewall set rule name="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" new description="FTP active data channel of control port 990" dir=out action=allow enable=yes profile=any protocol=TCP localip=2001:db8::5 remoteip=any localport=989 service=ftpsvc program="%SystemRoot%\System32\svchost.exe" >nul
if %errorlevel% neq 0 goto failed
:keep9
set "changed=yes"
echo set ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5
call :keep "ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5"
if %errorlevel% neq 0 goto unkept

for /f %%n in ('reg query "%record%" /reg:64 2^>nul ^| "%find%" "    ftpsgate-1-1."') do call :drop "%%n"
if defined failed goto failed
reg add "%record%" /v plan /t REG_SZ /d "aabbcc36f59e7abd903a1538fe63f805659fe8fb345948149eecf69479009a61" /f /reg:64 >nul
if %errorlevel% neq 0 goto failed
echo The rules are set, in all profiles.
:told
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
echo FAILED: netsh or reg cannot read the firewall, so nothing was changed. Run this as administrator, and start the service MpsSvc. 1>&2
exit /b 1

:failed
if not defined changed echo FAILED: the last command was refused; nothing was changed. Run this as administrator. 1>&2
if defined changed echo FAILED: the last command was refused; what is named above is done. Run this again. 1>&2
exit /b 1

:unkept
echo FAILED: the rule that is named last is set, but not on record. When the reason is gone, run this again with /replace. 1>&2
exit /b 1

:planned
if /i "%~1"=="ftpsgate-1-1.in-tcp-21" exit /b 0
if /i "%~1"=="ftpsgate-1-1.in-tcp-50000-50100" exit /b 0
if /i "%~1"=="ftpsgate-1-1.in-tcp-990-10.0.0.4" exit /b 0
if /i "%~1"=="ftpsgate-1-1.in-tcp-2121-10.0.0.5" exit /b 0
if /i "%~1"=="ftpsgate-1-1.in-tcp-990-2001-db8-0-0-0-0-0-5" exit /b 0
if /i "%~1"=="ftpsgate-1-1.out-tcp-20" exit /b 0
if /i "%~1"=="ftpsgate-1-1.out-tcp-989-10.0.0.4" exit /b 0
if /i "%~1"=="ftpsgate-1-1.out-tcp-2120-10.0.0.5" exit /b 0
if /i "%~1"=="ftpsgate-1-1.out-tcp-989-2001-db8-0-0-0-0-0-5" exit /b 0
exit /b 1

:see
set "is=missing"
set "seen="
set "differs="
for /f "tokens=2,*" %%a in ('reg query "%rules%" /reg:64 ^| "%find%" "|Name=%~1|"') do (
  if defined seen set "differs=yes"
  set "seen=yes"
  set "known="
  for /f "tokens=2,*" %%c in ('reg query "%record%" /v "%~1" /reg:64 2^>nul') do if "%%b"=="%%d" set "known=yes"
  if not defined known set "differs=yes"
)
if defined seen goto seen
netsh advfirewall firewall show rule name="%~1" >nul 2>&1
if %errorlevel% neq 0 exit /b 0
set "differs=yes"
:seen
set "is=same"
if defined differs set "is=changed"
exit /b 0

:look
call :see "%~1"
if not "%is%"=="changed" exit /b 0
echo The rule %~1 is not as a script of this plan left it. 1>&2
set "found=yes"
set "todo=yes"
exit /b 0

:stale
call :planned "%~1"
if %errorlevel% equ 0 exit /b 0
call :look "%~1"
set "todo=yes"
exit /b 0

:keep
for /f "tokens=2,*" %%a in ('reg query "%rules%" /reg:64 ^| "%find%" "|Name=%~1|"') do reg add "%record%" /v "%~1" /t REG_SZ /d "%%b" /f /reg:64 >nul
call :see "%~1"
if "%is%"=="same" exit /b 0
exit /b 1

:drop
if defined failed exit /b 1
call :planned "%~1"
if %errorlevel% equ 0 exit /b 0
call :see "%~1"
if "%is%"=="missing" goto forget
netsh advfirewall firewall delete rule name="%~1" >nul
if %errorlevel% neq 0 goto undropped
set "changed=yes"
echo removed %~1
:forget
reg delete "%record%" /v "%~1" /f /reg:64 >nul
if %errorlevel% equ 0 exit /b 0
:undropped
set "failed=yes"
exit /b 1

