internal import ftpsgate
import NetworkModel
import TestSupport
import Testing
@testable import Environment
@testable import IISConfiguration

/// What every format has to say of itself.
@Suite(.timeLimited) struct FormatTests {
  @Test func idsAndTitlesTellFormatsApart() {
    let kinds = EnvironmentReader.formats.map(\.kind)
    #expect(Set(kinds.map(\.id)).count == kinds.count && Set(kinds.map(\.title)).count == kinds.count)
    for kind in kinds { #expect(kind.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(kind.id)") }
    let resources = azureFormats.flatMap(\.resources)
    #expect(Set(resources.map(\.id)).count == resources.count)
    for type in resources.flatMap(\.types) {
      #expect(type == type.lowercased() && resources.count { $0.types.contains(type) } == 1, "\(type)")
    }
  }

  /// Whichever order the formats are asked in, a file is taken for the same.
  @Test(arguments: Files.all) func oneFormatRecognisesAFile(_ name: String, _ text: String) throws {
    let content = try FileContent(SourceFile(path: name, bytes: Array(text.utf8)))
    #expect(allFormats.count { $0.recognises(content) } == 1, "\(name)")
  }

  @Test(arguments: [
    #"{"ftpsgateEnvironment": 1, "type": "Microsoft.Network/publicIPAddresses"}"#,
    #"{"ftpsgateEnvironment": 1, "value": [{"securityRules": []}]}"#,
    #"{"terraform_version": "1", "contentVersion": "1", "resources": []}"#,
  ]) func aFileThatIsTwoThingsIsRefused(_ text: String) throws {
    let file = try #require(readEnvironment(text).files.first)
    #expect(
      file.isBroken && file.problems.map(\.message.description) == ["it says of itself that it is two things at once"])
  }

  @Test func whatIsShownHangsOnWhatWasFound() throws {
    func shown(_ text: String) throws -> Set<String> {
      try #require(readEnvironment(text).files.first).source.shownMembers
    }
    #expect(try shown(Files.group).contains("destinationportrange") && !shown(Files.group).contains("ipaddress"))
    #expect(try shown(Files.publicAddresses).contains("ipaddress"))
    #expect(try shown("[\(Files.group), {\"publicIPAllocationMethod\": \"Static\"}]").contains("ipaddress"))
    #expect(try shown(Files.template).contains("destinationportrange"))
    #expect(try shown("{\"name\": \"x\", \"key\": \"y\"}").isEmpty && shown(Files.registry).isEmpty)
    // A template that holds nothing known may hold anything.
    #expect(try shown("{\"contentVersion\": \"1\", \"resources\": [{\"type\": \"x\", \"name\": \"y\"}]}").isEmpty)
  }

  @Test func everyFileOfAnEnvironmentCanBeGot() {
    for format in EnvironmentReader.formats where format.kind.id != "iis-configuration" {
      #expect(!format.origins.isEmpty, "\(format.kind.id)")
    }
  }
}
