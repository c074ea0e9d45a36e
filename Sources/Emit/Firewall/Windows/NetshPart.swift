/// The parts of a batch file that depend on no name from the input.
enum NetshPart {
  /// Ends the script where the last command failed.
  static let check = "if %errorlevel% neq 0 goto failed"

  /// Takes switches, each once or not at all; their variables are named after them.
  static func arguments(_ switches: [String]) -> [String] {
    let variables = switches.map { "set \"\(variable($0))=\"" } + ["set \"changed=\"", "set \"failed=\""]
    let tests = switches.map { "if /i \"%~1\"==\"/\($0)\" goto take-\($0)" }
    let usage = "echo usage: FILE" + switches.map { " [/\($0)]" }.joined() + " 1>&2"
    let takes = switches.flatMap { [":take-\($0)", "set \"\(variable($0))=yes\"", "shift", "goto arguments"] }
    return variables + [":arguments", "if \"%~1\"==\"\" goto begin"] + tests + [usage, "exit /b 64"] + takes + [
      ":begin", "",
    ]
  }

  /// Ends where netsh cannot look.
  static let sight = [
    BatchText.comment("While the firewall's service stands still, it would look as if there were no rules."),
    "netsh advfirewall show allprofiles >nul 2>&1", "if %errorlevel% neq 0 goto blind",
    "reg query \"%rules%\" /reg:64 >nul 2>&1", "if %errorlevel% neq 0 goto blind",
  ]

  /// Ends where somebody has changed rules, unless they are to be replaced.
  static let stop = [
    "if not defined found goto write", "if defined replace goto write",
    "echo FAILED: nothing was changed, as somebody else may want these rules as they are. To see one: 1>&2",
    "echo   netsh advfirewall firewall show rule name=NAME verbose 1>&2",
    "echo To make them what this plan says, and remove those that it does not have, run this again with /replace. 1>&2",
    "exit /b 1", ":write", "",
  ]

  /// The same for a removal.
  static let stopOfRemoval = [
    "if not defined found goto write", "if defined replace goto write",
    "echo FAILED: nothing was changed, as these rules may block what nothing else does. To see one: 1>&2",
    "echo   netsh advfirewall firewall show rule name=NAME verbose 1>&2",
    "echo To remove them too, run this again with /replace. 1>&2", "exit /b 1", ":write", "",
  ]

  /// Turns stateful FTP inspection off if that is asked for.
  static let inspection = [
    BatchText.comment(
      "Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way."),
    "if defined disable_stateful_ftp goto inspection",
    "echo NOTE: this leaves stateful FTP inspection as it is; run it with /disable-stateful-ftp to turn it off.",
    "goto rules", ":inspection", "netsh advfirewall set global StatefulFtp disable", check, "set \"changed=yes\"",
    ":rules", "",
  ]

  /// How a script ends that does not succeed.
  static let ending = [
    "", ":blind",
    "echo FAILED: netsh or reg cannot read the firewall, so nothing was changed. Run this as administrator, and start the service MpsSvc. 1>&2",
    "exit /b 1", "", ":failed",
    "if not defined changed echo FAILED: the last command was refused; nothing was changed. Run this as administrator. 1>&2",
    "if defined changed echo FAILED: the last command was refused; what is named above is done. Run this again. 1>&2",
    "exit /b 1", "",
  ]

  private static func variable(_ name: String) -> String { name.replacing("-", with: "_") }
}
