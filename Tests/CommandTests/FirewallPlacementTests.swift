import Foundation
import Testing
import TestSupport

/// Where rules go among those of others, and what denies.
@Suite(.timeLimited) struct FirewallPlacementTests: SecurityGroupTests {
  let fixture: SecurityGroupFixture

  init() throws { fixture = try SecurityGroupFixture() }

  /// No place is one: before it the port would be open for good, behind it nothing would come in.
  @Test(arguments: [
    [], ["--priority", "4090"], ["--priority", "150"], ["--before", "MicrosoftDefenderForCloud-JITRule_1_2"],
  ])
  func justInTimeAccessIsNeverPassed(_ options: [String]) throws {
    let environment = try group(rule("MicrosoftDefenderForCloud-JITRule_1_2", 1000))
    let run = try run(
      Project.tool, ["firewall", configuration, "--target", "azure-cli", "--environment", environment] + options)
    #expect(run.status == 1 && run.errors.contains("just-in-time access keeps the port closed"), "\(run.errors)")
    #expect(!run.errors.contains("--priority"))
  }

  /// A list of those who are kept out stays what it is, before the rules of the plan.
  @Test(arguments: [(150, "300"), (310, "311")]) func aBlockListIsAskedFirst(_ place: Int, _ priority: String) throws {
    let environment = try group(rule("block-list", place, source: "203.0.113.0/25"), rule("no-more", 4000, ports: "*"))
    let run = try firewall("--environment", environment)
    #expect(run.status == 0 && inboundPriority(run) == priority, "\(run.errors)")
    #expect(
      run.output.contains("NOTE: rule \"block-list\" of network security group nsg-ftp (priority \(place)) denies some")
    )
    #expect(run.output.contains("NOTE: this comes before rule \"no-more\""))
    #expect(try inboundPriority(firewall("--environment", environment, "--priority", "120")) == "120")
    let named = try firewall("--environment", environment, "--from", "203.0.113.0/24", "--priority", "320")
    #expect(named.status == 1 && named.errors.contains("\"block-list\""), "\(named.errors)")
  }

  /// Where nobody comes from ports below 1024, nothing that is about these matters.
  @Test func aDenialOfPortsThatNoClientHasIsNone() throws {
    let low = rule("low", 200).replacing("\"sourcePortRange\": \"*\"", with: "\"sourcePortRange\": \"0-1023\"")
    let run = try firewall("--environment", group(low))
    #expect(run.status == 0 && !run.output.contains("\"low\""), "\(run.errors)")
  }

  /// What Virtual Network Manager always allows, no group is asked about.
  @Test func whatIsAlwaysAllowedIsDeniedByNoGroup() throws {
    let sample = Project.root.appendingPathComponent("samples/healthy/avnm-always-allow").path
    let files = "\(sample)/environment"
    let denial = try group(rule("No-FTP", 200, ports: "21"))
    let arguments = [
      "firewall", configuration, "--target", "azure-cli", "--from", "203.0.113.0/24", "--environment", denial,
    ]
    #expect(try run(Project.tool, arguments).status == 1)
    let always = try TestSupport.run(Project.tool, arguments + ["--environment", "\(files)/admin-rules.json"])
    #expect(always.status == 0 && !always.output.contains("No-FTP"), "\(always.errors)")
  }

  /// Rules of Virtual Network Manager are asked first, so that no rule of a group can be before them.
  @Test func whatAnAdminRuleDeniesIsRefused() throws {
    let sample = Project.root.appendingPathComponent("samples/healthy/avnm-allow").path
    let rules = try String(contentsOfFile: "\(sample)/environment/admin-rules.json", encoding: .utf8)
    let denied = try folder.write("rules.json", rules.replacing("\"Allow\"", with: "\"Deny\""))
    let arguments = ["firewall", "\(sample)/applicationHost.config", "--target", "azure-cli", "--environment"]
    #expect(try TestSupport.run(Project.tool, arguments + ["\(sample)/environment/admin-rules.json"]).status == 0)
    let run = try TestSupport.run(Project.tool, arguments + [denied])
    #expect(run.status == 1 && run.errors.contains("denies it before any security group is asked"), "\(run.errors)")
  }

  /// What comes behind the rule that denies all is no list that is asked first.
  @Test func aBlockListIsAskedFirstWhateverComesBehindTheWall() throws {
    let list = rule("block-list", 310, source: "203.0.113.0/25")
    for wall in [
      [
        rule("internet", 4000, ports: "*", source: "Internet"), rule("lateral", 4010, ports: "*", source: "10.0.0.0/8"),
      ],
      [rule("all", 4000, ports: "*"), rule("late", 4050, source: "198.51.100.0/24")],
      [rule("v4", 4000, ports: "*", source: "0.0.0.0/0"), rule("v6", 4001, ports: "*", source: "::/0")],
    ] {
      let environment = try folder.write(
        "nsg.json", "[{\"name\": \"nsg-ftp\", \"securityRules\": [\(([list] + wall).joined(separator: ", "))]}]")
      #expect(try inboundPriority(firewall("--environment", environment)) == "311")
    }
  }

  /// One priority is for both groups, and each has its own list.
  @Test func groupsWithoutACommonPlaceAreWrittenForOneByOne() throws {
    func group(_ name: String, for member: String, _ rules: String) -> String {
      let id = "/subscriptions/0/resourceGroups/r/providers/Microsoft.Network"
      let attached = member == "subnets" ? "virtualNetworks/v/subnets/s" : "networkInterfaces/n"
      return "{\"name\": \"\(name)\", \"\(member)\": [{\"id\": \"\(id)/\(attached)\"}], \"securityRules\": [\(rules)]}"
    }
    let list = rule("list", 310, source: "203.0.113.0/25")
    func written(_ wall: Int) throws -> ProgramRun {
      let groups = [
        group("subnet", for: "subnets", list), group("nic", for: "networkInterfaces", rule("all", wall, ports: "*")),
      ]
      return try firewall("--environment", folder.write("groups.json", "[\(groups.joined(separator: ", "))]"))
    }
    #expect(try inboundPriority(written(400)) == "311")
    let apart = try written(305)
    #expect(
      apart.status == 1 && apart.errors.contains("no priority is behind rule \"list\""),
      "\(apart.errors)\(apart.output)")
  }

  /// Who is on the list is in no file; it is still a list.
  @Test(arguments: [(310, "311"), (150, "300")]) func aBlockListOfATagIsAskedFirst(
    _ place: Int, _ priority: String
  ) throws {
    let run = try firewall(
      "--environment", group(rule("tagged", place, source: "AzureCloud.westus"), rule("all", 4000, ports: "*")))
    #expect(run.status == 0 && inboundPriority(run) == priority, "\(run.errors)")
    #expect(run.output.contains("NOTE: rule \"tagged\" of network security group nsg-ftp may deny some of this before"))
    let late = try firewall(
      "--environment", group(rule("all", 400, ports: "*"), rule("tagged", 4000, source: "AzureCloud")))
    #expect(
      late.output.contains(
        "this comes before rule \"tagged\" of network security group nsg-ftp (priority 4000), which may"))
  }

  /// The way past one rule is no way past a list before it.
  @Test func beforeARuleIsBehindTheListBeforeIt() throws {
    let list = rule("block-list", 310, source: "203.0.113.0/25")
    let room = try firewall("--environment", group(list, rule("no-ftp", 313, ports: "*")), "--before", "no-ftp")
    #expect(inboundPriority(room) == "312", "\(room.errors)")
    let none = try firewall("--environment", group(list, rule("no-ftp", 311, ports: "*")), "--before", "no-ftp")
    #expect(
      none.status == 1 && none.errors.contains("there is no room before it: give it a higher number"), "\(none.errors)")
  }

  /// Each of the clients was named, so that to keep some out is to fail; whoever means it narrows --from.
  @Test func aBlockListForThoseWhoWereNamedIsARefusal() throws {
    let list = rule("block-list", 310, ports: "*", source: "203.0.113.128/25")
    let run = try firewall("--environment", group(list), "--from", "203.0.113.0/24")
    #expect(run.status == 1 && run.errors.contains("(priority 310) denies just this"), "\(run.errors)")
    #expect(try firewall("--environment", group(list), "--from", "203.0.113.0/25").status == 0)
  }

  /// Only Azure knows who is in a tag: a rule about everybody is about them.
  @Test func clientsInATagAreDeniedByWhatDeniesEverybody() throws {
    let from = ["--from", "service-tag:Storage"]
    let denied = try firewall("--environment", group(rule("all", 200, ports: "*")), from[0], from[1])
    #expect(denied.status == 1 && denied.errors.contains("\"all\""), "\(denied.errors)")
    let listed = try firewall("--environment", group(rule("list", 310, source: "203.0.113.0/25")), from[0], from[1])
    #expect(inboundPriority(listed) == "311", "\(listed.errors)")
    #expect(
      listed.output.contains("NOTE: rule \"list\" of network security group nsg-ftp may deny some of this before"))
  }

  /// Whoever gets in already needs no place before what denies the rest.
  @Test func whatGetsInAlreadyIsDeniedByNothingBehind() throws {
    let partner = rule("partner", 200, "Allow", ports: "1-65535", source: "203.0.113.0/24")
    let run = try firewall("--environment", group(partner, rule("no-ftp", 4000)), "--from", "203.0.113.0/24")
    #expect(
      run.status == 0 && run.output.contains("NOTE: rule \"partner\" of network security group nsg-ftp lets all"),
      "\(run.errors)")
  }

  /// No rule alone lets all of it in, all of them together do.
  @Test func whatRulesOpenTogetherIsSaid() throws {
    let rules = [("control", 300, "21"), ("low", 310, "40000-40050"), ("high", 320, "40051-40100")].map {
      rule($0.0, $0.1, "Allow", ports: $0.2, source: "203.0.113.0/24")
    }
    let run = try firewall("--environment", group(rules[0], rules[1], rules[2]), "--from", "203.0.113.0/24")
    #expect(
      run.output.contains(
        "NOTE: what network security group nsg-ftp has lets all of this in already, all rules together"),
      "\(run.output)")
  }

  /// A rule of the plan before it decides, as in a list that allows some and denies the rest.
  @Test(arguments: ["Allow", "AlwaysAllow"]) func whatAnAdminRuleAllowsFirstIsNotDenied(_ access: String) throws {
    let sample = Project.root.appendingPathComponent("samples/healthy/avnm-allow").path
    let text = try String(contentsOfFile: "\(sample)/environment/admin-rules.json", encoding: .utf8)
    var object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let key = try #require(object.keys.first { object[$0] is [[String: Any]] })
    var rules = try #require(object[key] as? [[String: Any]])
    var rest = try #require(rules.first)
    rules[0]["access"] = access
    for (member, value) in ["access": "Deny", "priority": 4000, "destinationPortRanges": ["0-65535"]] as [String: Any] {
      rest[member] = value
    }
    rest["id"] = (rest["id"] as? String).map { $0 + "-rest" }
    rest["sources"] = [["addressPrefix": "*", "addressPrefixType": "IPPrefix"]]
    object[key] = rules + [rest]
    let file = try folder.write(
      "rules.json", String(decoding: JSONSerialization.data(withJSONObject: object), as: UTF8.self))
    let run = try run(
      Project.tool, ["firewall", "\(sample)/applicationHost.config", "--target", "azure-cli", "--environment", file])
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Probes that get in already need no rule, also where something denies behind.
  @Test func probesThatGetInAlreadyNeedNoRule() throws {
    let probe = rule("probe", 200, "Allow", ports: "8080", source: "AzureLoadBalancer")
    for denial in [rule("Deny8080", 310, ports: "8080"), rule("DenyAll", 4000, ports: "*")] {
      let run = try firewall(
        "--environment", group(probe, denial), "--environment", balancer(probing: 8080), "--from", "203.0.113.0/24")
      #expect(run.status == 0 && !run.output.contains("AzureLoadBalancer '*'"), "\(run.errors)")
    }
  }

  /// A plan that grows, or leaves a direction out, is the plan of the same server.
  @Test(arguments: ["arm", "bicep", "terraform"]) func ordinaryChangesOfAPlanAreNoNarrowing(_ target: String) throws {
    func bound(_ bindings: String...) throws -> String {
      let elements = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\" />" }.joined()
      return try folder.write(
        "bound/applicationHost.config",
        String(contentsOfFile: configuration, encoding: .utf8)
          .replacing("<binding protocol=\"ftp\" bindingInformation=\"*:21:\" />", with: elements))
    }
    func status(_ file: String, _ rule: String, _ options: String...) throws -> Int32 {
      let run = try run(
        Project.tool, ["firewall", file, "--target", target, "--environment", group(rule)] + options)
      return run.status
    }
    let one = rule("ftpsgate-4.in-tcp-10.0.0.5", 300, "Allow")
      .replacing("\"destinationAddressPrefix\": \"*\"", with: "\"destinationAddressPrefix\": \"10.0.0.5\"")
    #expect(try status(bound("10.0.0.4:21:", "10.0.0.5:21:"), one) == 0)
    #expect(try status(bound("10.0.0.4:21:"), one) == 1)
    let out = rule("ftpsgate-4.out-tcp-10.0.0.5", 300, "Allow", ports: "*", source: "10.0.0.5")
      .replacing("Inbound", with: "Outbound")
    #expect(try status(bound("10.0.0.5:21:"), out, "--passive-only") == 0)
    #expect(try status(bound("10.0.0.4:21:"), out, "--passive-only") == 1)
  }
}
