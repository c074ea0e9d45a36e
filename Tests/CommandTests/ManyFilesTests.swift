import Emit
import Foundation
import Synchronization
import Testing
import TestSupport
import Threads
@testable import ftpsgate

private func configuration(_ name: String) -> String {
  file(
    sites: site(name, id: 1, "<ftpServer><security><ssl controlChannelPolicy=\"SslAllow\" /></security></ftpServer>"))
}

/// Many files give what each of them gives, in their order, however the tasks are scheduled.
@Suite(.timeLimited) struct ManyFilesTests {
  private let folder: ScratchFolder
  private let paths: [String]

  init() throws {
    let folder = try ScratchFolder()
    self.folder = folder
    paths = try (0..<40).map { number in
      let text =
        switch number % 4 {
        case 0: "<configuration><system.applicationHost><sites>"
        case 1: file(sites: site("clean", id: 1))
        default: configuration("site \(number)")
        }
      return try folder.write("\(100 + number)/applicationHost.config", text)
    }
  }

  /// The findings of a text report, without the summary.
  private func findings(_ report: String) -> String {
    report.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2).joined(separator: "\n")
  }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test func aPipeInAFolderIsNotWaitedFor() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("a/applicationHost.config", configuration("FTP"))
    let pipe = folder.url.appendingPathComponent("applicationHost.config").path
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    let run = try ftpsgate("lint", folder.url.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("is no regular file") && run.output.contains("plaintext-control-channel"))
  }

  /// libxml2 sets up what it knows of encodings at first use, which must not be on two threads.
  @Test func manyEncodingsAreReadAtATime() throws {
    let folder = try ScratchFolder()
    for (number, encoding) in ["ISO-8859-1", "windows-1252", "Shift_JIS", "ISO-8859-15"].enumerated() {
      let declaration = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
      let text = configuration("FTP").replacing(/<\?xml.*?\?>/, with: declaration)
      try #require(text.hasPrefix(declaration))
      for copy in 0..<4 { _ = try folder.write("\(copy)\(number)/applicationHost.config", text) }
    }
    for _ in 0..<10 { #expect(try ftpsgate("lint", folder.url.path).status == 1) }
  }

  /// Dispatch would wait for its threads for ever.
  @Test func withoutThreadsAllIsSaidToo() throws {
    let folder = try ScratchFolder()
    let long = file(sites: (1...3000).map { site("Site \($0)", id: $0) }.joined(separator: "\n"))
    for number in 0..<4 { _ = try folder.write("\(number)/applicationHost.config", long) }
    let script = """
      cp "$1" tool; chmod 755 . tool; limited='ulimit -u 1; exec ./tool lint . --format json'
      if [ $(id -u) = 0 ]; then
        exec setpriv --reuid 54321 --regid 54321 --clear-groups bash -c "$limited"
      else eval "$limited"; fi
      """
    let few = try run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", Project.tool.path], folder: folder.url)
    let usual = try ftpsgate("lint", ".", "--format", "json", folder: folder.url)
    #expect(few.output == usual.output && few.status == usual.status, "\(few.errors)")
  }

  @Test func aFolderSaysWhatItsFilesSay() throws {
    let all = try ftpsgate("lint", folder.url.path)
    let single = try paths.map { try ftpsgate("lint", $0) }
    let parts = single.map { findings($0.output) }.filter { !$0.isEmpty }
    #expect(findings(all.output) == parts.joined(separator: "\n"))
    // The last line is about the run as a whole.
    let (complaints, last) = (lines(single.map(\.errors).joined()), "not looked at: Windows Firewall (--environment)")
    #expect(lines(all.errors) == complaints.filter { $0 != last } + [last])
    #expect(all.status == 2)
    #expect(all.output.contains("in 40 files (30 FTP sites)"))
  }

  @Test(arguments: ReportFormat.allCases.map(\.name))
  func theSameFilesGiveTheSameBytes(_ format: String) throws {
    let runs = try (0..<3).map { _ in try run(Project.tool, ["lint", "--format", format] + paths) }
    #expect(Set(runs.map(\.output)).count == 1 && Set(runs.map(\.errors)).count == 1)
    let fromFolder = try ftpsgate("lint", "--format", format, folder.url.path)
    #expect(fromFolder.output == runs[0].output)
  }

  @Test func theOrderIsThatOfTheArguments() throws {
    let backwards = try run(Project.tool, ["lint", "--format", "json"] + paths.reversed())
    let report = try #require(try JSONSerialization.jsonObject(with: Data(backwards.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    #expect(files.map { $0["path"] as? String } == paths.reversed())
    let findings = try #require(report["findings"] as? [[String: Any]])
    let order = findings.compactMap { $0["path"] as? String }
    #expect(order == order.sorted().reversed() && Set(order).count == 40)
  }

  @Test func standardInputIsOneOfThem() throws {
    let run = try ftpsgate("lint", paths[2], "-", paths[3], input: Data(configuration("input").utf8))
    let order = run.output.matches(of: /site (?:\d+|input)|site: input/).map { String($0.output) }
    #expect(order.contains("site: input") && order.first == "site 2" && order.last == "site 3")
  }
}

@Suite(.timeLimited) struct OrderedTasksTests {
  @Test func resultsComeInTheOrderOfTheElements() throws {
    let width = 4
    var results: [Int] = []
    var progress: [Int] = []
    try forEachInOrder(Array(0..<20), width: width, { $0 * 2 }, { results.append($0) }) { progress.append($0) }
    #expect(results == (0..<20).map { $0 * 2 })
    #expect(progress == Array(1...20))
  }

  @Test func noMoreElementsAreInFlightThanThereAreThreads() throws {
    let inFlight = Atomic(0)
    let most = Atomic(0)
    try forEachInOrder(Array(0..<500), width: 3) { element in
      let now = inFlight.add(1, ordering: .relaxed).newValue
      most.max(now, ordering: .relaxed)
      for _ in 0..<element { _ = inFlight.load(ordering: .sequentiallyConsistent) }
      inFlight.subtract(1, ordering: .relaxed)
    } _: { _ in
    }
    #expect(1...3 ~= most.load(ordering: .relaxed))
  }

  @Test func afterAFaultNoElementIsBegun() throws {
    struct Fault: Error {}
    let begun = Atomic(0)
    let width = 2
    #expect(throws: Fault.self) {
      try forEachInOrder(Array(0..<1000), width: width) { element in
        begun.add(1, ordering: .relaxed)
        return element
      } _: { element in
        if element == 10 { throw Fault() }
      }
    }
    #expect(begun.load(ordering: .relaxed) <= 11 + 16 * width)
  }
}

extension OrderedTasksTests {
  /// One thread works on the first, and the others wait behind it: no more than the window holds.
  @Test func whatIsFastDoesNotRunAheadOfWhatIsSlow() throws {
    let width = 3
    let begun = Atomic(0)
    let begunBehindTheFirst = Atomic(0)
    try forEachInOrder(Array(0..<500), width: width) { element in
      begun.add(1, ordering: .relaxed)
      guard element == 0 else { return }
      while begun.load(ordering: .relaxed) < 16 * width {}
      usleep(20_000)
      begunBehindTheFirst.store(begun.load(ordering: .relaxed), ordering: .relaxed)
    } _: { _ in
    }
    #expect(begunBehindTheFirst.load(ordering: .relaxed) == 16 * width)
    #expect(begun.load(ordering: .relaxed) == 500)
  }

  @Test func nothingComesOfNothing() throws {
    try forEachInOrder([Int](), { $0 }, { _ in Issue.record("there is no element") })
  }
}

@Suite(.timeLimited) struct ProgressLineTests {
  private final class Terminal {
    var time = Duration.zero
    var text = ""
  }

  private func progress(_ terminal: Terminal, isShown: Bool = true) -> ProgressLine {
    ProgressLine(total: 2000, isShown: isShown, elapsed: { terminal.time }, write: { terminal.text += $0 })
  }

  @Test func nothingIsShownInTheFirstSecond() {
    let terminal = Terminal()
    var progress = progress(terminal)
    terminal.time = .milliseconds(999)
    progress.update(1)
    progress.erase()
    #expect(terminal.text.isEmpty)
  }

  @Test func theLineIsReplacedAndErased() {
    let terminal = Terminal()
    var progress = progress(terminal)
    terminal.time = .seconds(1)
    progress.update(812)
    terminal.time = .milliseconds(1050)
    progress.update(813)
    terminal.time = .milliseconds(1100)
    progress.update(1234)
    progress.erase()
    progress.erase()
    #expect(
      terminal.text
        == "\r\u{1B}[Klinting: 812 of 2,000 files\r\u{1B}[Klinting: 1,234 of 2,000 files\r\u{1B}[K")
  }

  @Test func nothingIsShownToNobody() {
    let terminal = Terminal()
    var progress = progress(terminal, isShown: false)
    terminal.time = .seconds(100)
    progress.update(1)
    progress.erase()
    #expect(terminal.text.isEmpty)
  }
}
