import Foundation
import Testing
import TestSupport

/// Scripts for a server around which there is something already.
@Suite(.timeLimited) struct FirewallEnvironmentTests: SecurityGroupTests {
  let fixture: SecurityGroupFixture

  init() throws { fixture = try SecurityGroupFixture() }

  @Test func aPriorityThatIsTakenIsLeft() throws {
    let environment = try group(rule("web", 300, "Allow", ports: "443"), rule("other", 301, "Allow", ports: "80"))
    let run = try firewall("--environment", environment)
    #expect(run.status == 0 && inboundPriority(run) == "302", "\(run.errors)")
    #expect(run.output.contains("\"$1\" ftpsgate-4.out-tcp Outbound 300 "))
  }

  @Test func rulesOfThePlanHoldNoPriority() throws {
    let environment = try group(rule("ftpsgate-4.in-tcp", 300, "Allow"))
    #expect(try inboundPriority(firewall("--environment", environment)) == "300")
  }

  @Test func whatWouldDenyBeforeIsARefusalWithAWayOut() throws {
    let environment = try group(rule("No-FTP", 200), rule("last", 199, "Allow", ports: "443"))
    let run = try firewall("--environment", environment)
    #expect(run.status == 1 && run.output.isEmpty)
    for words in [
      "\"No-FTP\" of network security group nsg-ftp (priority 200) would deny it before", "--before \"No-FTP\"",
    ] {
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    let before = try firewall("--environment", environment, "--before", "no-ftp")
    #expect(before.status == 0 && inboundPriority(before) == "198")
    #expect(
      before.output.contains(
        "# NOTE: this comes before rule \"No-FTP\" of network security group nsg-ftp (priority 200)"))
    #expect(try inboundPriority(firewall("--environment", environment, "--priority", "150")) == "150")
    let unknown = try firewall("--environment", environment, "--before", "NoFTP")
    #expect(unknown.status == 64 && unknown.errors.contains("did you mean 'No-FTP'?"), "\(unknown.errors)")
    let later = try firewall("--environment", group(rule("No-FTP", 400)))
    #expect(
      later.status == 1
        && later.errors.contains("(priority 400) denies just this: to put the rules before it, give --before"))
    #expect(try inboundPriority(firewall("--environment", group(rule("No-FTP", 400)), "--priority", "300")) == "300")
  }

  @Test func whatDeniesOthersIsNoObstacle() throws {
    let environment = try group(
      rule("No-SSH", 200, ports: "22"), rule("Not-them", 210, source: "198.51.100.0/24"), rule("later", 400, ports: "*")
    )
    let run = try firewall("--environment", environment, "--from", "203.0.113.0/24")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("# NOTE: this comes before rule \"later\""))
    let tag = try group(rule("maybe", 200, source: "AzureCloud"))
    let doubtful = try firewall("--environment", tag, "--from", "203.0.113.0/24")
    #expect(
      doubtful.status == 0
        && doubtful.output.contains("# NOTE: rule \"maybe\" of network security group nsg-ftp may deny"))
  }

  /// Templates cannot look, so that files have to tell what somebody has changed.
  @Test(arguments: ["arm", "bicep", "terraform"]) func templatesUndoNothingThatFilesTell(_ target: String) throws {
    let narrowed = try group(rule("ftpsgate-4.in-tcp", 300, "Allow", source: "198.51.100.0/24"))
    let run = try run(Project.tool, ["firewall", configuration, "--target", target, "--environment", narrowed])
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(
      run.errors.contains(
        "rule \"ftpsgate-4.in-tcp\" of network security group nsg-ftp is there already and was changed (it allows Tcp from 198.51.100.0/24 to *)"
      ), "\(run.errors)")
    let same = try TestSupport.run(
      Project.tool,
      ["firewall", configuration, "--target", target, "--environment", narrowed, "--from", "198.51.100.0/24"])
    #expect(same.status == 0 && same.output.contains("198.51.100.0/24"), "\(same.errors)")
    let narrow = try group(rule("ftpsgate-4.in-tcp-10.0.0.9", 310, "Allow", source: "198.51.100.0/24"))
    let beside = try TestSupport.run(
      Project.tool, ["firewall", configuration, "--target", target, "--environment", narrow])
    #expect(
      beside.status == 1
        && beside.errors.contains(
          "is not in the plan, and not for its clients and addresses (it allows Tcp from 198.51.100.0/24 to *)"),
      "\(beside.errors)")
    let stale = try group(rule("FTPSGATE-4.in-tcp-10.0.0.9", 310, "Allow"))
    let left = try TestSupport.run(
      Project.tool, ["firewall", configuration, "--target", target, "--environment", stale])
    #expect(left.output.contains("Left by an earlier plan of this name") && left.output.contains("-10.0.0.9"))
  }

  /// A template takes no rule away, so that what stands there has its priority still, and one that is set again keeps it.
  @Test func templatesLeaveEachRuleItsPriority() throws {
    func priorities(_ environment: String, _ from: String...) throws -> [Int] {
      let run = try run(
        Project.tool,
        ["firewall", configuration, "--target", "terraform", "--passive-only", "--environment", environment]
          + from.flatMap { ["--from", $0] })
      #expect(run.status == 0, "\(run.errors)")
      return run.output.matches(of: /priority +(?:=) ([0-9]+)/).compactMap { Int($0.output.1) }
    }
    #expect(try priorities(group(rule("ftpsgate-4.in-tcp-10.0.0.9", 300, "Allow"))) == [301])
    let narrowed = try group(rule("ftpsgate-4.in-tcp", 300, "Allow", source: "10.0.0.0/8"))
    #expect(try priorities(narrowed, "internet", "10.0.0.0/8").sorted() == [300, 301])
    #expect(try priorities(group(rule("FTPSGATE-4.in-tcp", 4000, "Allow"))) == [4000])
  }

  /// Effective rules spell the same in another way, and ports that others may come from narrow a rule as well.
  @Test func anotherSpellingIsNoChange() throws {
    func status(_ source: String, _ sourcePorts: String) throws -> Int32 {
      let there = rule("ftpsgate-4.in-tcp", 300, "Allow", source: source)
        .replacing("\"sourcePortRange\": \"*\"", with: "\"sourcePortRange\": \"\(sourcePorts)\"")
      return try run(
        Project.tool, ["firewall", configuration, "--target", "arm", "--environment", group(there)]
      ).status
    }
    #expect(try status("0.0.0.0/0", "0-65535") == 0)
    #expect(try status("*", "1024-65535") == 1)
  }

  @Test func whatIsOpenAlreadyIsSaid() throws {
    let wide = try group(rule("anyone", 310, "Allow"), rule("web", 320, "Allow", ports: "443"))
    let from = ["--from", "203.0.113.0/24"]
    let run = try firewall("--environment", wide, from[0], from[1])
    #expect(
      run.output.contains("NOTE: rule \"anyone\" of network security group nsg-ftp lets in others than these clients"),
      "\(run.output)")
    #expect(!run.output.contains("\"web\""))
    #expect(try !firewall("--environment", wide).output.contains("\"anyone\""))
    let all = try group(rule("all", 310, "Allow", ports: "1-65535"))
    #expect(
      try firewall("--environment", all).output.contains(
        "NOTE: rule \"all\" of network security group nsg-ftp lets all of this in already"))
  }

  @Test func thePlanAsDataHasWhatStandsThere() throws {
    let environment = try group(
      rule("ftpsgate-4.in-tcp", 300, "Allow", source: "198.51.100.0/24"), rule("No-FTP", 200),
      rule("ftpsgate-4.in-tcp-10.0.0.9", 310, "Allow"))
    let run = try run(Project.tool, ["firewall", configuration, "--target", "json", "--environment", environment])
    #expect(run.status == 0, "\(run.errors)")
    for words in [
      "\"staleSecurityRules\": [\"ftpsgate-4.in-tcp-10.0.0.9\"]", "\"changedByHand\": \"rule ", "\"fault\": \"rule ",
    ] {
      #expect(run.output.contains(words), "\(run.output)")
    }
  }

  @Test func theServersAddressIsTheDestination() throws {
    _ = try folder.write(
      "env/server.json",
      #"{"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4", "prefixLength": 24, "interface": "Ethernet"}]}"#
    )
    let run = try firewall("--environment", folder.url.appendingPathComponent("env").path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Inbound 300 '*' '*' 10.0.0.4 '21 40000-40100'"), "\(run.output)\(run.errors)")
  }

  /// Behind Azure Firewall a filter at the server sees the addresses of its subnet, whoever the client is.
  @Test(arguments: [("azure-cli", " Inbound 301 10.10.0.0/26 '*' 10.20.0.4 "), ("netsh", " remoteip=10.10.0.0/26 ")])
  func clientsBehindATranslatorAreItsAddresses(_ target: String, _ words: String) throws {
    let sample = Project.root.appendingPathComponent("samples/healthy/spoke-behind-azure-firewall").path
    let run = try ftpsgate(
      "firewall", "\(sample)/applicationHost.config", "--environment", "\(sample)/environment", "--from",
      "203.0.113.0/24",
      "--target", target)
    #expect(run.status == 0 && run.output.contains(words), "\(run.output)")
    #expect(!run.output.contains("=203.0.113.0/24") && !run.output.contains(" 203.0.113.0/24 '"))
    #expect(run.output.contains("Clients of the Internet come here with addresses of Azure Firewall"), "\(run.output)")
  }

  /// A balancer whose probes get no answer leads nobody here: they come in, to their port and from their address alone.
  @Test func probesComeInToTheirPort() throws {
    let environment = try balancer(probing: 21)
    let narrowed = try firewall("--environment", environment, "--from", "203.0.113.0/24")
    #expect(
      narrowed.output.contains("ftpsgate-4.in-tcp-probes Inbound 310 AzureLoadBalancer '*' '*' 21 "),
      "\(narrowed.errors)")
    #expect(narrowed.output.contains("Inbound 300 203.0.113.0/24 '*' '*' '21 40000-40100' "))
    #expect(try !firewall("--environment", environment).output.contains("AzureLoadBalancer '*'"))
    let data = try run(Project.tool, ["firewall", configuration, "--target", "json", "--environment", environment])
    #expect(data.output.contains("\"translator\": null") && data.output.contains("\"probedPorts\": [\"21\"]"))
  }

  /// Azure lets probes in by itself, so that those of other ports need a rule where somebody's may deny them, and only there.
  @Test(arguments: [[], ["--from", "203.0.113.0/24"]]) func probesOfOtherPortsComeInWhereARuleDeniesThem(
    _ from: [String]
  ) throws {
    func written(_ rules: String) throws -> ProgramRun {
      try run(
        Project.tool,
        [
          "firewall", configuration, "--target", "azure-cli", "--environment", balancer(probing: 8080), "--environment",
          rules,
        ]
          + from)
    }
    let denied = try written(group(rule("DenyAll", 4000, ports: "*")))
    #expect(
      denied.output.contains("ftpsgate-4.in-tcp-probes Inbound 310 AzureLoadBalancer '*' '*' 8080 "), "\(denied.errors)"
    )
    let open = try written(group(rule("No-SSH", 4000, ports: "22")))
    #expect(open.status == 0 && !open.output.contains("AzureLoadBalancer '*'"), "\(open.errors)")
    for run in [denied, open] {
      #expect(run.output.contains("A load balancer probes TCP 8080, where no FTP site of the plan listens."))
      #expect(!run.output.contains("come in as well"))
    }
  }

  /// The rules, put into the group's file, let in whom they are for: the clients, and a balancer that stays up.
  @Test(arguments: [21, 8080, 40007]) func whatIsWrittenLetsClientsAndProbesIn(_ probed: Int) throws {
    let denial = rule("DenyAll", 4000, ports: "*")
    let files = try [
      "--environment", group(denial), "--environment", balancer(probing: probed), "--from", "203.0.113.0/24",
    ]
    func blocked() throws -> [String] {
      let run = try run(Project.tool, ["lint", configuration, "--format", "json"] + files)
      return run.output.matches(of: /"rule": ?"([a-z-]*blocked[a-z-]*)"/).map { String($0.output.1) }
    }
    #expect(try blocked().contains("probe-blocked"))
    let plan = try run(Project.tool, ["firewall", configuration, "--target", "json"] + files)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any])
    let rules = try #require(object["securityRules"] as? [[String: Any]]).map { rule in
      ["name": rule["name"] ?? ""].merging(rule["properties"] as? [String: Any] ?? [:]) { $1 }
    }
    let written = try rules.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
    _ = try group((written + [denial]).joined(separator: ", "))
    #expect(try blocked() == [])
  }

  /// Nobody who is named could be told from anybody else.
  @Test(arguments: ["azure-cli", "netsh", "json"]) func behindATranslatorOfUnknownAddressesNobodyIsNamed(
    _ target: String
  ) throws {
    let sample = Project.root.appendingPathComponent("samples/healthy/spoke-behind-azure-firewall").path
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(sample)/environment")
    for name in names {
      let text = try String(contentsOfFile: "\(sample)/environment/\(name)", encoding: .utf8)
      _ = try folder.write("known/\(name)", text.replacing("10.10.0.0/26", with: ""))
    }
    let arguments = [
      "firewall", "\(sample)/applicationHost.config", "--target", target, "--environment",
      folder.url.appendingPathComponent("known").path,
    ]
    let run = try run(Project.tool, arguments + ["--from", "203.0.113.0/24"])
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("hands clients on with addresses of its own that are in no file"), "\(run.errors)")
    #expect(run.errors.contains("leave --from out"))
    #expect(try TestSupport.run(Project.tool, arguments).status == 0)
  }

  /// Azure translates the public address, so that what is bound to it answers nobody.
  @Test func aBindingAtAnAddressThatTheServerDoesNotHaveIsRefused() throws {
    let bound = try folder.write(
      "public/applicationHost.config",
      String(contentsOfFile: configuration, encoding: .utf8).replacing("*:21:", with: "20.40.60.80:21:"))
    let server = try folder.write(
      "env/server.json",
      #"{"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4", "prefixLength": 24, "interface": "Ethernet"}]}"#
    )
    for target in ["azure-cli", "powershell", "aws-terraform"] {
      let arguments = ["firewall", bound, "--target", target]
      let run = try run(Project.tool, arguments + ["--environment", server])
      #expect(
        run.status == 1 && run.errors.contains("a public address that the server does not have (it has 10.0.0.4)"))
      #expect(try TestSupport.run(Project.tool, arguments).status == 0)
    }
    let unknown = try run(Project.tool, ["firewall", bound, "--target", "azure-cli"])
    #expect(unknown.output.hasSuffix("bind the site to the private one.'\n"), "\(unknown.output)")
    for (target, words) in [
      ("azure-powershell", "$notes += '20.40.60.80 is"), ("aws-terraform", "NOTE: 20.40.60.80 is"),
    ] {
      #expect(try TestSupport.run(Project.tool, ["firewall", bound, "--target", target]).output.contains(words))
    }
    let balanced = try run(Project.tool, ["firewall", bound, "--target", "azure-load-balancer-arm"])
    #expect(balanced.status == 1 && balanced.errors.contains("no site answers there that is bound to 20.40.60.80"))
  }

  @Test(arguments: [["--before", "x"], ["--before", "x", "--priority", "200"]]) func namesOfRulesNeedTheirGroup(
    _ options: [String]
  ) throws {
    let run = try run(Project.tool, ["firewall", configuration, "--target", "azure-cli"] + options)
    #expect(run.status == 64)
  }
}
