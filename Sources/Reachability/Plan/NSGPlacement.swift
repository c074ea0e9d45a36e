internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Where rules go among those that security groups have already, and what denies before them.
struct NSGPlacement {
  /// The groups of the server, as far as files tell.
  let groups: [NetworkSecurityGroup]
  /// Rules of Virtual Network Manager, which are asked before any group.
  let managerRules: SecurityGroupRules
  /// The rules of these groups that are none of the plan's.
  let foreignRules: SecurityGroupRules
  /// What the names of the plan's own rules begin with; those that are there already are about to go or to be set anew.
  let ownPrefix: String
  /// Whether rules of the plan's name stay that the plan does not have, and one that it has is set where it stands.
  let keepsStanding: Bool
  /// The lowest priority to try, if somebody gave one.
  let lowest: Int?
  /// The rule before which the plan's rules go, if somebody named one.
  let before: String?
  /// Whether each of the clients was named, so that to deny one is to deny what was asked for.
  let areNamed: Bool

  /// A place among the rules of some groups.
  ///
  /// - Parameters:
  ///   - plan: The plan whose rules go there.
  ///   - keepsStanding: Whether rules of its name stay.
  init(_ plan: FirewallPlan, keepsStanding: Bool) {
    let (around, prefix) = (plan.surroundings, plan.key.namePrefix)
    groups = around.groups
    ownPrefix = prefix
    self.keepsStanding = keepsStanding
    lowest = plan.givenPriority
    before = around.before
    areNamed = plan.hasNamedClients
    managerRules = SecurityGroupRules(around.managerRules)
    foreignRules = around.rules(besides: prefix)
  }

  /// A priority for each of some rules of one direction, in their order: free ones, too high where there is no room, or those that
  /// they have.
  ///
  /// - Parameters:
  ///   - names: The rules' names.
  ///   - direction: Theirs.
  ///   - all: What rules of others deny of what they let through.
  /// - Returns: As many priorities.
  func priorities(_ names: [String], _ direction: FlowDirection, behind all: [SecurityGroupDenial]) -> [Int] {
    let denials = all.filter { !$0.isJustInTime }
    guard keepsStanding else { return free(names.count, direction, beside: denials, besides: ownPrefix) }
    let kept = names.map { rule(named: $0, direction)?.priority?.value }
    var rest = free(kept.count { $0 == nil }, direction, beside: denials, besides: nil)
    return kept.map { $0 ?? rest.removeFirst() }
  }

  /// The first place behind rules that deny some of the clients, or may, and that come before one: they are there to be asked first.
  private func placeBehind(_ denials: [SecurityGroupDenial], before limit: Int) -> Int {
    denials.filter { $0.extent != .ports }.compactMap(\.priority).filter { $0 < limit }.max().map { $0 + 1 } ?? 0
  }

  /// Priorities that no rule has, or none but rules whose names begin so: in steps of ten, where there is room for these.
  private func free(
    _ count: Int, _ direction: FlowDirection, beside denials: [SecurityGroupDenial], besides prefix: String?
  ) -> [Int] {
    let taken = groups.reduce(into: Set<Int>()) { $0.formUnion($1.priorities(direction, besides: prefix)) }
    if let limit = before.flatMap({ rule(named: $0, direction)?.priority?.value }) {
      let first = max(Self.first, placeBehind(denials, before: limit))
      let free = Array((first..<max(limit, first)).filter { !taken.contains($0) }.suffix(count))
      if free.count == count { return free }
    }
    let wall = denials.filter { $0.extent == .ports }.compactMap(\.priority).min() ?? Self.last
    let start = lowest ?? max(Self.usual, placeBehind(denials, before: wall))
    func free(step: Int) -> [Int] {
      var next = start
      return (0..<count).map { _ in
        while taken.contains(next) { next += 1 }
        defer { next += step }
        return next
      }
    }
    let apart = free(step: 10)
    return apart.allSatisfy { $0 <= Self.last } ? apart : free(step: 1)
  }

  /// How many rules of others the fullest group has.
  var foreignRuleCount: Int {
    groups.map { $0.rules.count { !$0.isDefault && !$0.name.value.lowercased().hasPrefix(ownPrefix) } }.max() ?? 0
  }

  /// What rules that are there already make of a rule at a priority, `all` of them that deny among these; `clients` are all whom the
  /// plan lets in.
  func neighbours(
    of flow: Flow, _ all: [SecurityGroupDenial], at priority: Int, clients: IPAddressSet
  ) -> (fault: Message?, remarks: [Message]) {
    let managers = managerRules.decisions(flow.fromTheInternet)
    if let denial = managers.flatMap({ $0.denials(isExact: areNamed) }).first {
      return (
        """
        rule \(denial.decidingRule.origin.name.quoted) of \(denial.decidingRule.filter) denies it before any security group is asked: \
        whoever administers the network has to let it in there
        """, []
      )
    }
    // What gets in already needs no place.
    let isOpen = foreignRules.allow(flow)
    let denials = isOpen ? [] : all
    let openings = openings(beside: flow, clients: clients)
    let together: [Message] =
      isOpen && openings.isEmpty && flow.direction == .inbound
      ? ["what \(list: groups.map(\.title).distinct) has lets all of this in already, all rules together"] : []
    return (
      fault(of: denials, at: priority),
      managers.flatMap(\.partialDenials).map(Self.remark) + Self.remarks(on: denials, at: priority) + openings
        + together
    )
  }

  private static func remark(on denial: Denial) -> Message {
    """
    rule \(denial.decidingRule.origin.name.quoted) of \(denial.decidingRule.filter) denies some of this before any security group is \
    asked
    """
  }

  /// The rules of others that deny some of these connections, or may.
  func denials(_ flow: Flow) -> [SecurityGroupDenial] {
    foreignRules.denials(of: flow, areNamed: areNamed)
  }

  /// What is open already: that a rule lets all of this in, or others than the plan does.
  private func openings(beside flow: Flow, clients: IPAddressSet) -> [Message] {
    guard flow.direction == .inbound, !flow.isEmpty else { return [] }
    return foreignRules.allowances(beside: flow).compactMap { allowance in
      let rule: Message = "rule \(quoted: allowance.name) of \(allowance.group)"
      if !allowance.remoteAddresses.isSubset(of: clients) {
        return "\(rule) lets in others than these clients at some of these ports, unless a rule before it denies them"
      }
      return allowance.coversAll ? "\(rule) lets all of this in already" : nil
    }
  }

  private func rule(named name: String, _ direction: FlowDirection) -> SecurityRule? {
    groups.flatMap(\.rules).first { $0.isNamed(name) && $0.direction?.value == direction }
  }

  /// Why a rule at a priority would do nothing, or something that nobody has asked for.
  private func fault(of all: [SecurityGroupDenial], at priority: Int) -> Message? {
    let denials = all.filter { $0.extent == .ports }
    if let denial = denials.first(where: \.isJustInTime) {
      return """
        just-in-time access keeps the port closed with rule \(quoted: denial.name) of \(denial.group): ask for access there, or \
        take the port out of its policy
        """
    }
    // Who denies everything means what no rule lets in; who denies these ports or clients has them in mind.
    let isPlaced = lowest != nil || before != nil
    if !isPlaced, let conflict = conflict(of: all, at: priority) { return conflict }
    guard
      let denial = denials.first(where: { ($0.priority ?? 0) < priority || $0.isSpecific && !isPlaced })
    else { return nil }
    guard (denial.priority ?? 0) < priority else {
      return """
        rule \(quoted: denial.name) of \(denial.group) (priority \(denial.priority ?? 0)) denies just this: to put the rules before \
        it, give --before \(quoted: denial.name)
        """
    }
    let remedy: Message =
      denial.name.lowercased() == before?.lowercased() || (denial.priority ?? 0) <= Self.first
      ? "there is no room before it: give it a higher number"
      : "to put the rules before it, give --before \(quoted: denial.name), or a --priority below \(denial.priority ?? 0)"
    return
      "rule \(quoted: denial.name) of \(denial.group) (priority \(denial.priority ?? 0)) would deny it before; \(remedy)"
  }

  /// That rules at a priority pass a list of one group, since another group denies everything before the place behind it.
  private func conflict(of denials: [SecurityGroupDenial], at priority: Int) -> Message? {
    let walls = denials.filter { $0.extent == .ports }
    for list in denials where list.extent != .ports && (list.priority ?? 0) > priority {
      let before = walls.filter { ($0.priority ?? .max) < list.priority ?? 0 }
      guard let wall = before.first, !before.contains(where: { $0.group == list.group }) else { continue }
      return """
        no priority is behind rule \(quoted: list.name) of \(list.group) and before rule \(quoted: wall.name) of \(wall.group): write \
        for each group by itself, with the file of that group alone, or give a --priority
        """
    }
    return nil
  }

  /// What the reader of the rule should know: a denial that it passes, one that denies some before, or one that may.
  private static func remarks(on denials: [SecurityGroupDenial], at priority: Int) -> [Message] {
    denials.compactMap { denial in
      let rule: Message = "rule \(quoted: denial.name) of \(denial.group)"
      guard let place = denial.priority else { return "\(rule) may deny some of this: no file tells its priority" }
      let isKnown = denial.extent != .unknown
      if place > priority {
        return "this comes before \(rule) (priority \(place)), which \(isKnown ? "denies" : "may deny some of") it"
      }
      guard isKnown else { return "\(rule) may deny some of this before: no file tells whom it is about" }
      return denial.extent == .some ? "\(rule) (priority \(place)) denies some of this before" : nil
    }
  }

  private static let first = 100
  private static let usual = 300
  private static let last = 4096
}

extension SecurityRule {
  /// Whether it has a name, which Azure takes in any case.
  func isNamed(_ name: String) -> Bool { self.name.value.lowercased() == name.lowercased() }
}
