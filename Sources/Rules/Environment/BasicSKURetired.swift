internal import Inet
internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let basicSKURetired = Rule(
    id: "basic-sku-retired", topic: .environment, severity: .note,
    summary: "A template or a plan makes a public address or a load balancer of the retired SKU Basic.",
    rationale: """
      Azure retired Basic public addresses and load balancers on 30 September 2025 and makes no new ones. With Standard \
      two things change: the address is always static, and it lets nobody in until a network security group does.

      Make it Standard, and give the network interface or its subnet a group that opens the control ports and the passive \
      range.

      Source: \(basicSKUSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["main.json": template("publicIPAddresses", sku: "{\"name\": \"▸Basic◂\"}")]),
      .rejects(
        .server, exampleRange, environment: ["main.json": template("loadBalancers", sku: "{\"name\": \"▸Basic◂\"}")]),
      .accepts(
        .server, exampleRange,
        environment: ["main.json": template("publicIPAddresses", sku: "{\"name\": \"Standard\"}")]),
      .accepts(
        .server, exampleRange,
        environment: [
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static", "sku": {"name": "Basic"}}]
          """
        ], caption: "an address that is there, and still works"),
    ],
    check: .environment { server, context in
      let environment = server.environment
      let addresses = environment.publicIPAddresses.filter(\.isPlanned).map {
        (title: "public address \(name: $0.name.value)" as Message, sku: $0.sku, path: $0.path)
      }
      let balancers = environment.loadBalancers.filter(\.isPlanned).map {
        (title: $0.title, sku: $0.sku, path: $0.path)
      }
      for resource in addresses + balancers {
        guard let sku = resource.sku, sku.value.lowercased() == "basic" else { continue }
        context.report(
          "\(resource.title) is of the SKU Basic, which Azure has retired", at: Location(resource.path, sku.range),
          notes: ["since 30 September 2025 no new ones are made"],
          help: "make it Standard, and open its ports in a network security group")
      }
    })
}

private func template(_ type: String, sku: String) -> String {
  """
  {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
   "contentVersion": "1.0.0.0", "resources": [
    {"type": "Microsoft.Network/\(type)", "apiVersion": "2024-01-01", "name": "ftp", "sku": \(sku), "properties": {}}]}
  """
}
