import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// What `netsh` prints, in languages whose words the reader does not know.
@Suite(.timeLimited) struct NetshReaderTests {
  @Test func readsExcludedPorts() {
    let environment = readEnvironment(Files.excluded)
    #expect(environment.excludedPorts.map(\.range.value.description) == ["5357", "40100-40150", "50000-50059"])
    #expect(environment.excludedPorts.map(\.isAdministered) == [false, false, true])
    #expect(shown(environment.excludedPorts.last?.place, in: environment) == "50000       50059     *")
  }

  @Test func readsTheDynamicRange() {
    let environment = readEnvironment(Files.dynamic)
    #expect(environment.dynamicPorts.map(\.range.value.description) == ["49152-65535"])
    #expect(shown(environment.dynamicPorts.first?.place, in: environment) == "49152")
  }

  @Test(arguments: [
    "\nプロトコル tcp の動的ポートの範囲\n---------------------------------\n開始ポート         : 49152\nポート数           : 16384\n",
    "\r\nProtokoll tcp Dynamischer Portbereich\r\n---------------------------------\r\nStartport        : 49152\r\nAnzahl von Ports : 16384\r\n\r\n",
    "\nPlage de ports dynamique du protocole tcp\n---------------------------------\nPort de démarrage   : 49152\nNombre de ports : 16384\n",
    "\n프로토콜 tcp 동적 포트 범위\n-----\n시작 포트：49152\n포트 수：16384",
  ])
  func readsTheDynamicRangeInAnyLanguage(_ text: String) {
    #expect(readEnvironment(text).dynamicPorts.map(\.range.value.description) == ["49152-65535"])
  }

  @Test func readsExcludedPortsInAnyLanguageAndCodePage() {
    let text =
      "\nプロトコル tcp ポート除外範囲\n\n開始ポート    終了ポート\n----------    --------\n      5357        5357\n\n* - 管理されたポート除外。\n"
    #expect(readEnvironment(text).excludedPorts.map(\.range.value.description) == ["5357"])
    // Shift_JIS, whose second bytes may look like ASCII.
    let bytes = [0x83, 0x7C, 0x81, 0x5B, 0x83, 0x67, 0x0A] + Array("-----  -----\n 80 90 *\n".utf8)
    let environment = EnvironmentReader.read([("excluded.txt", bytes)])
    #expect(environment.excludedPorts.map(\.range.value.description) == ["80-90"])
  }

  @Test(arguments: [
    "\nProtocol udp Port Exclusion Ranges\n\nStart Port    End Port\n----------    --------\n 40000  40100\n",
    "\nプロトコル udp の動的ポートの範囲\n-----------\n開始ポート : 49152\nポート数 : 16384\n",
  ])
  func portsOfUDPAreOthers(_ text: String) {
    let environment = readEnvironment(text)
    #expect(environment.excludedPorts.isEmpty && environment.dynamicPorts.isEmpty)
    #expect(environment.files.first?.kind == nil)
    #expect(
      environment.files.first?.problems.map(\.message.description) == [
        "it is about UDP; FTP needs what netsh shows for tcp"
      ])
  }

  @Test(arguments: [["tcp", "udp"], ["udp", "tcp"], ["udp", "tcp", "udp"]])
  func ofSeveralTablesThoseOfTCPCount(_ protocols: [String]) {
    func excluded(_ name: String) -> String {
      let port = name == "tcp" ? 40080 : 40000
      return "\nProtocol \(name) Port Exclusion Ranges\n\nStart Port    End Port\n----------    --------\n"
        + "     \(port)       \(port + 9)\n\n* - Administered port exclusions.\n\n"
    }
    let ranges = readEnvironment(protocols.map(excluded).joined()).excludedPorts.map(\.range.value.description)
    #expect(ranges == ["40080-40089"])
    func dynamic(_ name: String) -> String {
      Files.dynamic.replacing("tcp", with: name).replacing("49152", with: name == "tcp" ? "49152" : "1024")
    }
    let ports = readEnvironment(protocols.map(dynamic).joined()).dynamicPorts.map(\.range.value.description)
    #expect(ports == ["49152-65535"])
  }

  @Test func anEmptyListIsOneToo() {
    let environment = readEnvironment(
      "\nProtocol tcp Port Exclusion Ranges\n\nStart Port    End Port\n----------    --------\n\n* - x\n")
    #expect(environment.excludedPorts.isEmpty && environment.files.map { $0.kind?.id } == ["excluded-ports"])
  }

  @Test func saysWhatIsNoRange() {
    let excluded = readEnvironment("x\n-----  -----\n 90 80\n 1 70000\n 5 6\n")
    #expect(excluded.excludedPorts.map(\.range.value.description) == ["5-6"])
    #expect(
      excluded.files.first?.problems.map(\.message.description) == [
        "this is no range of ports", "this is no range of ports",
      ])
    for text in ["x\n-----\nStart : 60000\nCount : 16384\n", "x\n-----\nStart : 1\nCount : 0\n"] {
      #expect(readEnvironment(text).dynamicPorts.isEmpty && readEnvironment(text).files.first?.kind == nil)
    }
  }

  @Test(arguments: ["-----\n", "hello\n", "a 1\nb 2\n", "-----\na 1\nb 2\nc 3\n", "----\n 1 2\n"])
  func leavesOtherTextsAlone(_ text: String) {
    #expect(readEnvironment(text).files.map { $0.kind?.id } == [nil])
  }
}
