import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Text
import Testing

/// Security admin rules of Azure Virtual Network Manager, which come before network security groups.
@Suite(.timeLimited) struct AdminRuleWorldTests {
  private static func rule(
    _ name: String, _ priority: Int, _ access: String, _ ports: String, doubt: Message? = nil
  ) -> SecurityRule {
    var rule = World.security(name, priority, access == "Deny" ? .block : .allow, ports, from: "*")
    rule.alwaysAllows = access == "AlwaysAllow"
    rule.doubt = doubt
    return rule
  }

  private static func world(groups: [String], _ rules: SecurityRule...) -> World {
    var world = World()
    world.groups = groups
    world.change = { environment in
      environment.groups.append(
        NetworkSecurityGroup(
          path: "admin.json", name: written("m"), attachments: [.networkManager("m")], rules: rules))
    }
    return world
  }

  private static let open = ["21,990,40000-40099"]
  private static let closed = ["3389"]

  @Test func noGroupOpensWhatADenyStops() throws {
    let world = Self.world(groups: Self.open, Self.rule("no-ftp", 100, "Deny", "20-21"))
    #expect(
      try world.outcome("curl")
        == "fails at control-connection: Virtual Network Manager m stops incoming TCP 21: rule no-ftp")
    #expect(try world.session("curl").rule == .securityAdminRuleBlocks)
    #expect(try world.session("curl", "implicit-passive").verdict == .works)
  }

  @Test func anAllowDecidesNothing() throws {
    let allow = Self.rule("ftp", 100, "Allow", "0-65535")
    #expect(try Self.world(groups: Self.open, allow).session("curl").verdict == .works)
    let closed = try Self.world(groups: Self.closed, allow).session("curl")
    #expect(closed.verdict == .fails && closed.rule == .controlPortBlocked)
    // It comes before a deny of lower rank, so that the groups decide.
    let later = Self.rule("no-ftp", 200, "Deny", "21")
    #expect(try Self.world(groups: Self.open, allow, later).session("curl").verdict == .works)
  }

  @Test func noGroupStopsWhatIsAlwaysAllowed() throws {
    let always = Self.rule("ftp", 100, "AlwaysAllow", "21,990,40000-40099")
    #expect(try Self.world(groups: Self.closed, always).session("curl").verdict == .works)
    #expect(try Self.world(groups: Self.closed + Self.closed, always).session("curl").verdict == .works)
    // Data that is not covered is the groups' affair.
    let control = Self.rule("ftp", 100, "AlwaysAllow", "21")
    #expect(try Self.world(groups: Self.closed, control).session("curl").rule == .passiveRangeBlocked)
    // What an earlier rule only allows is left to the groups.
    let allow = Self.rule("ask", 50, "Allow", "21")
    #expect(try Self.world(groups: Self.closed, allow, always).session("curl").rule == .controlPortBlocked)
  }

  @Test func whatMayNotBeDeployedIsADoubt() throws {
    let doubt: Message = "they act once they are deployed"
    let denied = Self.world(groups: Self.open, Self.rule("no-ftp", 100, "Deny", "21", doubt: doubt))
    #expect(
      try denied.outcome("curl")
        == "unknown at control-connection: whether Virtual Network Manager m lets incoming TCP 21 through hangs "
        + "on rule no-ftp: they act once they are deployed")
    let always = Self.world(groups: Self.closed, Self.rule("ftp", 100, "AlwaysAllow", "0-65535", doubt: doubt))
    #expect(try always.session("curl").verdict == .unknown)
    let allow = Self.world(groups: Self.open, Self.rule("ftp", 100, "Allow", "0-65535", doubt: doubt))
    #expect(try allow.session("curl").verdict == .works)
  }
}
