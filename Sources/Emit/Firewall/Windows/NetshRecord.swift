internal import Reachability

/// How a batch file tells whether a rule is as a script of its plan left it, without a word of netsh's translated output.
///
/// Windows keeps each local rule as a text in the registry ([MS-GPFAS] 2.2.2.19). A script puts the text that Windows has made
/// of its rule on record beside it; a rule whose text is another one, or that is not on record, is somebody else's to change.
/// The keys are siblings of the one in which scripts for PowerShell keep theirs.
///
/// Texts stand in variables of `for` alone: cmd replaces these after it has found operators and quotation marks, so that
/// no text of somebody else's can become a command. What cannot be read counts as changed.
enum NetshRecord {
  /// Where rules and records are, and the program that picks lines: another `find` may come first in the path.
  static func places(_ key: PlanKey) -> [String] {
    [
      #"set "rules=HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules""#,
      #"set "record=HKLM\SOFTWARE\ftpsgate-netsh\ftpsgate-\#(key)""#,
      #"set "find=%SystemRoot%\System32\find.exe""#, "",
    ]
  }

  /// Calls a part of the script for each rule on record.
  ///
  /// `reg query` puts four blanks before the name of a value.
  static func each(_ key: PlanKey, _ part: String) -> String {
    #"for /f %%n in ('reg query "%record%" /reg:64 2^>nul ^| "%find%" "    \#(key.namePrefix)"') do call :\#(part) "%%n""#
  }

  /// Finds out whether the last script of the plan was this one, and ended well.
  static func whetherWritten(_ mark: String) -> [String] {
    [
      #"reg query "%record%" /v plan /reg:64 2>nul | "%find%" "    \#(mark)" >nul"#,
      #"if %errorlevel% neq 0 set "todo=yes""#,
    ]
  }

  /// Begins to change rules, unless there is nothing to do.
  ///
  /// The first change is one of the record: where that is refused, no rule has been touched, and where a later one is, no
  /// script takes its rules for set.
  static let beginning = [
    "if defined todo goto open", "echo The rules are as this plan says already.", "goto told", ":open",
    #"reg add "%record%" /v plan /t REG_SZ /d unfinished /f /reg:64 >nul"#, NetshPart.check, "",
  ]

  /// Puts on record that all rules are set.
  static func end(_ mark: String) -> [String] {
    [
      #"reg add "%record%" /v plan /t REG_SZ /d "\#(mark)" /f /reg:64 >nul"#, NetshPart.check,
      "echo The rules are set, in all profiles.", ":told",
    ]
  }

  /// Removes the record.
  static let forgetting = [
    #"reg query "%record%" /reg:64 >nul 2>&1"#, "if %errorlevel% neq 0 goto forgotten",
    #"reg delete "%record%" /f /reg:64 >nul"#, NetshPart.check, ":forgotten",
  ]

  /// How a script ends that has set a rule and cannot record it.
  static let unkept = [
    ":unkept",
    "echo FAILED: the rule that is named last is set, but not on record. When the reason is gone, run this again with /replace. 1>&2",
    "exit /b 1", "",
  ]
}

// MARK: - Parts that are called with a rule's name

extension NetshRecord {
  /// The lines of the registry that have a rule's name, as a loop takes them.
  private static let texts = #"('reg query "%rules%" /reg:64 ^| "%find%" "|Name=%~1|"')"#

  /// Finds out whether a rule is missing, the same as on record, or changed.
  ///
  /// netsh does not tell upper from lower case, and where it knows a rule that was not found, that counts as changed.
  static let seeing =
    [
      ":see", #"set "is=missing""#, #"set "seen=""#, #"set "differs=""#,
      #"for /f "tokens=2,*" %%a in "# + texts + " do (",
      #"  if defined seen set "differs=yes""#, #"  set "seen=yes""#, #"  set "known=""#,
      #"  for /f "tokens=2,*" %%c in ('reg query "%record%" /v "%~1" /reg:64 2^>nul') do if "%%b"=="%%d" set "known=yes""#,
      #"  if not defined known set "differs=yes""#, ")", "if defined seen goto seen",
      #"netsh advfirewall firewall show rule name="%~1" >nul 2>&1"#, "if %errorlevel% neq 0 exit /b 0",
      #"set "differs=yes""#, ":seen", #"set "is=same""#, #"if defined differs set "is=changed""#, "exit /b 0", "",
    ]

  /// Names rules that were changed; `:stale` leaves out those that the plan has.
  static let looking = [
    ":look", #"call :see "%~1""#, #"if not "%is%"=="changed" exit /b 0"#,
    "echo The rule %~1 is not as a script of this plan left it. 1>&2", #"set "found=yes""#, #"set "todo=yes""#,
    "exit /b 0", "", ":stale", #"call :planned "%~1""#, "if %errorlevel% equ 0 exit /b 0", #"call :look "%~1""#,
    #"set "todo=yes""#, "exit /b 0", "",
  ]

  /// Puts on record what Windows has made of a rule, and looks whether it stands there.
  ///
  /// Behind `do` no code of a command can be told from 0 for certain: `%errorlevel%` is replaced before the command runs, and
  /// `if errorlevel 1` takes codes below 0 for success.
  static let keeping = [
    ":keep",
    #"for /f "tokens=2,*" %%a in "# + texts
      + #" do reg add "%record%" /v "%~1" /t REG_SZ /d "%%b" /f /reg:64 >nul"#,
    #"call :see "%~1""#, #"if "%is%"=="same" exit /b 0"#, "exit /b 1", "",
  ]

  /// Removes a rule that is on record, and that the plan does not have, together with its record.
  static let dropping =
    [
      ":drop", "if defined failed exit /b 1", #"call :planned "%~1""#, "if %errorlevel% equ 0 exit /b 0",
      #"call :see "%~1""#, #"if "%is%"=="missing" goto forget"#,
      #"netsh advfirewall firewall delete rule name="%~1" >nul"#, "if %errorlevel% neq 0 goto undropped",
      #"set "changed=yes""#, "echo removed %~1", ":forget",
      #"reg delete "%record%" /v "%~1" /f /reg:64 >nul"#, "if %errorlevel% equ 0 exit /b 0",
    ] + undropped

  private static let undropped = [":undropped", #"set "failed=yes""#, "exit /b 1", ""]

  /// Names rules that do not allow.
  ///
  /// The action is the first field of a text.
  static let weighing = [
    ":weigh", #"netsh advfirewall firewall show rule name="%~1" >nul 2>&1"#, "if %errorlevel% neq 0 exit /b 0",
    #"set "allows=""#, #"set "blocks=""#, #"for /f "tokens=2 delims=|" %%a in "# + texts + " do (",
    #"  if "%%a"=="Action=Allow" set "allows=yes""#, #"  if not "%%a"=="Action=Allow" set "blocks=yes""#, ")",
    "if defined allows if not defined blocks exit /b 0",
    "echo The rule %~1 does not allow, so that somebody must have changed it. 1>&2", #"set "found=yes""#, "exit /b 0",
    "",
    ":weigh-stale", #"call :planned "%~1""#, "if %errorlevel% equ 0 exit /b 0", #"call :weigh "%~1""#, "exit /b 0", "",
  ]

  /// Removes a rule, if it is there.
  static let removing =
    [
      ":remove-stale", #"call :planned "%~1""#, "if %errorlevel% equ 0 exit /b 0", ":remove",
      "if defined failed exit /b 1", #"netsh advfirewall firewall show rule name="%~1" >nul 2>&1"#,
      "if %errorlevel% neq 0 goto none", #"netsh advfirewall firewall delete rule name="%~1" >nul"#,
      "if %errorlevel% neq 0 goto undropped", #"set "changed=yes""#, "echo removed %~1", "exit /b 0", ":none",
      "echo There is no rule %~1.", "exit /b 0",
    ] + undropped
}
