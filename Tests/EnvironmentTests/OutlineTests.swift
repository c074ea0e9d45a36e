import NetworkModel
import Environment
import IISConfiguration
import TestSupport
import Testing

/// Places of files of the environment have names that do not hang on lines or on the order of rules.
@Suite(.timeLimited) struct OutlineTests {
  private func paths(_ name: String, _ marked: String) -> [[String]?] {
    let text = MarkedText(marked)
    let source = EnvironmentReader.read([(name, Array(text.text.utf8))]).files[0].source
    return text.places.map { source.outline?.place(of: ByteRange($0.start, $0.end ?? $0.start))?.path.names }
  }

  private static let rule = """
    {"name": "▸FTP◂", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
     "sourcePortRange": "*", "destinationPortRanges": ["▸21◂", "990"], "sourceAddressPrefix": "*",
     "destinationAddressPrefix": "▸*◂"}
    """

  @Test func aPathNamesMembersAndTheNamesOfElements() {
    let group = "[{\"name\": \"nsg\", \"securityRules\": [\(Self.rule)]}]"
    let rule = ["[FTP]", "securityRules", "[nsg]"]
    let meant = [["name"], ["[]", "destinationPortRanges"], ["destinationAddressPrefix"]].map { $0 + rule }
    #expect(paths("nsg.json", group) == meant)
    let before = Self.rule.filter { $0 != "▸" && $0 != "◂" }.replacing("FTP", with: "Other")
    #expect(paths("nsg.json", group.replacing("[{\"name\": \"▸", with: "[\(before), {\"name\": \"▸")) == meant)
  }

  @Test func aPathNamesTheValueOfARegistryExport() {
    let export = #"""
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules]
      "{1}"="v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=▸21◂|"

      """#
    #expect(paths("firewall.reg", export) == [["\"{1}\""]])
  }
}
