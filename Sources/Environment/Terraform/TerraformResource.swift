internal import IISConfiguration
internal import NetworkModel

/// A resource of a plan or a state of Terraform, or a block in one.
struct TerraformResource {
  /// Its address, where it stands.
  let address: Located<String>
  let type: String
  let values: JSONValue
  let place: TerraformAddress
  /// What the configuration says where the values are known only later.
  let expressions: JSONValue?
  /// What is a copy made for, if the configuration says so.
  let copies: JSONValue?
  private let plan: TerraformPlan
  private let isBlock: Bool
  /// Of a block the configuration's blocks of which it may be one, where that cannot be told.
  private let candidates: [JSONValue]

  init(
    _ values: JSONValue, type: String, address: Located<String>, _ place: TerraformAddress, configuration: JSONValue?,
    _ plan: TerraformPlan
  ) {
    self.values = values
    self.type = type
    self.address = address
    self.place = place
    self.plan = plan
    expressions = configuration?["expressions"]
    copies = configuration?["for_each_expression"] ?? configuration?["count_expression"]
    isBlock = false
    candidates = []
  }

  private init(_ block: JSONValue, _ own: JSONValue?, oneOf blocks: [JSONValue], in resource: TerraformResource) {
    values = block
    type = ""
    address = resource.address
    place = resource.place
    plan = resource.plan
    expressions = own
    candidates = own == nil ? blocks : []
    copies = resource.copies
    isBlock = true
  }

  /// A block in the resource.
  ///
  /// Terraform lists the blocks of a set, such as the subnets of a network, in an order of its own, so that it is their names
  /// that tell which is which.
  func block(_ name: String, _ value: JSONValue) -> TerraformResource {
    let blocks = expressions?[name]?.elements ?? []
    let written = value["name"]?.string?.value
    let possible = blocks.filter { block in
      guard let written, let constant = block["name"]?["constant_value"]?.string?.value else { return true }
      return constant == written
    }
    // One that is none of them may be made by what Terraform does not list (`dynamic`).
    let own = possible.count == 1 ? possible[0] : nil
    return TerraformResource(value, own, oneOf: possible.isEmpty ? blocks : possible, in: self)
  }

  /// The id that it has or, as far as that is known, will have.
  var id: ResourceID? {
    if isBlock { return values["id"]?.resourceID }
    if let id = values["id"]?.partialText, id.text != "" {
      return ResourceID(id, address: address.value, in: plan.file)
    }
    var target = plan.target
    if let group = values["resource_group_name"]?.partialText { target.resourceGroup = group }
    func name(_ member: String) -> PartialText {
      values[member]?.partialText ?? PartialText([.unknown(address.value, scope: plan.file)])
    }
    let path: PartialText? =
      switch type {
      case "azurerm_network_security_group":
        target.id("Microsoft.Network/networkSecurityGroups", [name("name")])
      case "azurerm_network_interface": target.id("Microsoft.Network/networkInterfaces", [name("name")])
      case "azurerm_route_table": target.id("Microsoft.Network/routeTables", [name("name")])
      case "azurerm_virtual_network": target.id("Microsoft.Network/virtualNetworks", [name("name")])
      case "azurerm_subnet":
        target.id("Microsoft.Network/virtualNetworks/subnets", [name("virtual_network_name"), name("name")])
      default: nil
      }
    return ResourceID(path ?? name("name"), address: address.value, in: plan.file)
  }

  /// The resource of a kind whose name is in an attribute: in the group of resources that this one is in.
  func owner(_ attribute: String, type: String) -> ResourceID? {
    guard let name = values[attribute]?.partialText else { return reference(attribute) }
    var target = plan.target
    if let group = values["resource_group_name"]?.partialText { target.resourceGroup = group }
    return target.id(type, [name]).map { ResourceID($0) }
  }

  /// The resource that an attribute refers to in the configuration; nothing where it says nothing of the attribute.
  func reference(_ attribute: String) -> ResourceID? {
    if candidates.contains(where: { $0[attribute] != nil }) { return plan.untoldTarget(of: values, in: self) }
    return expressions?[attribute].map { plan.target(of: $0, for: self) }
  }
}
