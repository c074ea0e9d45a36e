/// A kind of resource of Azure: how files spell it, and what is read of it.
struct AzureResource: Identifiable, Sendable {
  /// Tells kinds apart.
  let id: String
  /// Its types in Azure Resource Manager and in Terraform, in lower case.
  let types: Set<String>
  /// Whether a resource without a type is of this kind, by members that no other kind has.
  var hasItsMembers: @Sendable (AzureItem) -> Bool = { _ in false }
  /// Whether a file with nothing else is of use; what only says which group is for what tells nothing alone.
  var tellsByItself = true
  /// Reads a resource of this kind.
  let collect: @Sendable (AzureItem, inout FileReading, inout ResourceCollector) -> Void

  /// Whether a resource is of this kind: by the type that the file names, else by its members.
  func describes(_ item: AzureItem) -> Bool {
    item.type.map(types.contains) ?? hasItsMembers(item)
  }
}
