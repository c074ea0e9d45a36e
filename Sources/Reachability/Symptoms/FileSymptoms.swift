extension Symptom {
  /// Replies about files and folders, most of which quote an error of Windows.
  static let ofFiles: [Symptom] = [
    Symptom(
      "550-authz", .reply, #"^550 (Access is denied|Permission denied)"#, possibly: #"curl: \((?:9|19|25)\)"#,
      replies: [550], substatuses: [1, 2, 5], windowsErrors: [5], seen: "550 Access is denied.",
      cause: "an authorization rule or NTFS denies, or something was to be written to the root of a virtual directory",
      remedy: "check system.ftpServer/security/authorization, and the rights on the folder", .high,
      source: statusCodes),
    Symptom(
      "550-filter", .log, replies: [550], substatuses: [8, 9, 10, 11, 12], seen: "550 with substatus 8 to 12",
      cause: "request filtering denies the name: a hidden segment, a sequence, high-bit characters, an extension or "
        + "the length",
      remedy: "adjust requestFiltering", .high, source: statusCodes),
    Symptom(
      "550-not-found", .reply, possibly: #"curl: \((?:9|19)\)"#, replies: [550], windowsErrors: [2, 3, 15, 267],
      curlErrors: [78], seen: "550 about a file or folder that is not there",
      cause: "the path leads nowhere on the server",
      remedy: "look for it below the physical path: isolation and virtual "
        + "directories change where a path leads", .high, source: systemErrors),
    Symptom(
      "550-in-use", .reply, replies: [550], windowsErrors: [32, 33, 16, 148, 303, 1224],
      seen: "550 about a file that another process holds",
      cause: "another process on the server holds the file open", remedy: "stop the process, or wait", .high,
      source: "\(systemErrors); microsoft/azure-pipelines-tasks issue 18145; SamKirkland/FTP-Deploy-Action issue 302"),
    Symptom(
      "550-exists", .reply, replies: [550, 553], windowsErrors: [80, 183], curlErrors: [73],
      seen: "550 about a file that exists already",
      cause: "the new name exists already, and IIS replaces no file on RNTO unless fileHandling has "
        + "allowReplaceOnRename=\"true\"",
      remedy: "set allowReplaceOnRename, let the client delete the old file first, or upload under the final name",
      .high,
      source: "\(systemErrors); IIS configuration reference, fileHandling; sergi/jsftp issues 150 and 290"),
    Symptom(
      "550-name", .reply, replies: [550, 451, 501, 553], windowsErrors: [87, 111, 123, 161, 206],
      seen: "550 about a name that Windows does not take",
      cause: "a file, a folder or a virtual directory has a name that Windows does not take",
      remedy: "rename it", .high, source: "\(systemErrors); Microsoft KB 2505017"),
    Symptom(
      "550-not-empty", .reply, replies: [550], windowsErrors: [145], seen: "550 after RMD",
      cause: "RMD removes empty folders only", remedy: "remove what is in the folder first", .high,
      source: systemErrors),
    Symptom(
      "552-no-room", .reply, replies: [452, 552, 550, 426, 451], windowsErrors: [39, 112, 1295, 1816], curlErrors: [70],
      seen: "a reply that the disk is full", cause: "the server's disk or a quota is full",
      remedy: "make room on the server, or raise the quota", .high, source: systemErrors),
    Symptom(
      "552-too-large", .log, replies: [550, 552], substatuses: [39], seen: "a file that is too large",
      cause: "the file is larger than maxAllowedContentLength of requestFiltering allows",
      remedy: "raise maxAllowedContentLength in requestFiltering/requestLimits", .high, source: statusCodes),
    Symptom(
      "550-share", .reply, replies: [550, 530, 451], windowsErrors: [51, 53, 55, 59, 65, 67, 71, 86, 1219],
      seen: "a reply about the network while a file is opened",
      cause: "the physical path is on a share that does not open",
      remedy: "check the share, and the account with which IIS opens it", .medium,
      source: "\(systemErrors); IIS configuration reference, virtualDirectory"),
    Symptom(
      "550-windows", .reply, replies: [550, 451], substatuses: [3, 6, 7, 13],
      windowsErrors: [17, 19, 21, 50, 82, 225, 665, 1117, 1314, 1920], seen: "550 with another error of Windows",
      cause: "Windows refused the file or folder, and the error beside the code tells why",
      remedy: "try the same on the server with the user's account", .medium, source: systemErrors),
    Symptom(
      "550-incomplete", .reply, replies: [425, 426, 550], substatuses: [22, 32],
      windowsErrors: [0x8009_0318, 0x8009_030F, 0x8009_0310, 0x8009_0329, 0x8009_0330],
      seen: "a reply that a message is incomplete or altered",
      cause: "TLS records of the data connection came altered or cut, as stateful inspection of FTP does to them",
      remedy: "turn stateful FTP off with \"netsh advfirewall set global StatefulFtp disable\"; \(try12)", .low,
      source: "Windows error SEC_E_INCOMPLETE_MESSAGE"),
  ]

  /// What to try where data connections alone fail with TLS 1.3: what it does to those of IIS stands in no source.
  static let try12 = "if it goes on, try the client with TLS 1.2 alone, to tell whether the version matters"
}
