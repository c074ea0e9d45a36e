internal import ArgumentParser
internal import Emit
internal import Reachability

struct ClientsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clients", abstract: "Tell what is known of FTP clients, and from where.",
    discussion: "Without an id, of all of them. What was neither measured nor read is unknown.")

  @Argument(help: "A client, as 'ftpsgate help matrix' lists them.", completion: .clients)
  var id: [String] = []

  @Flag(help: "Write Markdown, as it stands in docs/clients.md.")
  var markdown = false

  func validate() throws {
    for id in id { _ = try findClient(id) }
  }

  func run() throws {
    let catalogue = ClientCatalogue(id.isEmpty ? FTPClient.all : try id.map(findClient))
    try Output(path: nil).finish(Array((markdown ? catalogue.markdown : catalogue.text).utf8))
  }
}
