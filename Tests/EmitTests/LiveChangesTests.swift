import Emit
import Foundation
import IISConfiguration
import Inet
import Linter
import Reachability
import Rules
import TestSupport
import Testing

/// What is printed for a running server, and that no name of a file leaves its quotes there.
@Suite(.timeLimited) struct LiveChangesTests {
  private func changes(
    _ name: String = "FTP", _ hash: String = "01 23456789abcdef0123456789abcdef01234567"
  ) -> LiveChanges {
    let text = file(
      sites: site(
        xml(name), id: 7,
        """
        <ftpServer>
        <firewallSupport externalIp4Address="104.41.173.83" />
        <security><ssl serverCertHash="\(hash)" controlChannelPolicy="SslAllow" /></security>
        <logFile enabled="false" />
        </ftpServer>
        """),
      rest: "<system.ftpServer />")
    var deployment = DeploymentOptions(publicAddresses: [IPv4Address(20, 40, 60, 80)])
    deployment.wantedPassiveRange = PortRange(40000, 40100)
    var choice = FixChoice()
    choice.allowsUnsafe = true
    let run = FixRun(Lint(rules: Rule.all, deployment: deployment), rules: Rule.all, choice)
    return LiveChanges(run.fix(EditableFile(path: "a.config", bytes: Array(text.utf8))))
  }

  private func xml(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      "<&\"'\n\r\t".unicodeScalars.contains(scalar) ? "&#\(scalar.value);" : String(Character(scalar))
    }.joined()
  }

  @Test func commandsForPowerShell() {
    #expect(
      changes().text(in: .powershell) == """
        # These change the server that runs, not the file a.config.
        # Run them as an administrator.
        # Whether sites take another certificate without a restart of ftpsvc was not measured: connect, and look which they show.
        Import-Module WebAdministration -ErrorAction Stop
        Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter 'system.applicationHost/sites/site[@name=''FTP'']/ftpServer/firewallSupport' -Name 'externalIp4Address' -Value '20.40.60.80' -ErrorAction Stop
        Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter 'system.applicationHost/sites/site[@name=''FTP'']/ftpServer/security/ssl' -Name 'serverCertHash' -Value '0123456789ABCDEF0123456789ABCDEF01234567' -ErrorAction Stop
        Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter 'system.applicationHost/sites/site[@name=''FTP'']/ftpServer/security/ssl' -Name 'controlChannelPolicy' -Value 'SslRequire' -ErrorAction Stop
        Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter 'system.applicationHost/sites/site[@name=''FTP'']/ftpServer/logFile' -Name 'enabled' -Value 'true' -ErrorAction Stop
        Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter 'system.ftpServer/firewallSupport' -Name 'lowDataChannelPort' -Value '40000' -ErrorAction Stop
        Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter 'system.ftpServer/firewallSupport' -Name 'highDataChannelPort' -Value '40100' -ErrorAction Stop
        # The service reads this only when it starts. The restart drops every session of every site: choose the time.
        Restart-Service -Name ftpsvc -ErrorAction Stop

        """)
  }

  @Test func commandsForAppcmd() {
    #expect(
      changes().text(in: .appcmd).replacing("\r\n", with: "\n") == """
        @echo off
        setlocal DisableDelayedExpansion
        rem These change the server that runs, not the file a.config.
        rem Run them as an administrator.
        rem Whether sites take another certificate without a restart of ftpsvc was not measured: connect, and look which they show.
        %windir%\\System32\\inetsrv\\appcmd.exe set config -section:system.applicationHost/sites "/[name='FTP'].ftpServer.firewallSupport.externalIp4Address:20.40.60.80" /commit:apphost || exit /b 1
        %windir%\\System32\\inetsrv\\appcmd.exe set config -section:system.applicationHost/sites "/[name='FTP'].ftpServer.security.ssl.serverCertHash:0123456789ABCDEF0123456789ABCDEF01234567" "/[name='FTP'].ftpServer.security.ssl.controlChannelPolicy:SslRequire" /commit:apphost || exit /b 1
        %windir%\\System32\\inetsrv\\appcmd.exe set config -section:system.applicationHost/sites "/[name='FTP'].ftpServer.logFile.enabled:true" /commit:apphost || exit /b 1
        %windir%\\System32\\inetsrv\\appcmd.exe set config -section:system.ftpServer/firewallSupport "/lowDataChannelPort:40000" "/highDataChannelPort:40100" /commit:apphost || exit /b 1
        rem The service reads this only when it starts. The restart drops every session of every site: choose the time.
        net stop ftpsvc
        net start ftpsvc

        """)
  }

  @Test func stepsInIISManager() {
    #expect(
      changes().text(in: .steps) == """
        These change the server that runs, not the file a.config.
        Open IIS Manager as an administrator.
        1. Sites > "FTP" > FTP Firewall Support > External IP Address of Firewall: 20.40.60.80 > Apply
        2. Sites > "FTP" > FTP SSL Settings > SSL Certificate: the one with the thumbprint 0123456789ABCDEF0123456789ABCDEF01234567 (View) > Apply
        3. Sites > "FTP" > FTP SSL Settings > Custom > Advanced > Control Channel: Require > OK > Apply
        4. the server > Configuration Editor > Section: system.applicationHost/sites > the entry with the name "FTP" > ftpServer > logFile > enabled: true > Apply
        5. the server > FTP Firewall Support > Data Channel Port Range: 40000-40100 > Apply
        Whether sites take another certificate without a restart of ftpsvc was not measured: connect, and look which they show.
        The service reads this only when it starts. The restart drops every session of every site: choose the time.
        In PowerShell, as an administrator: Restart-Service -Name ftpsvc

        """)
  }

  private func mended(_ text: String) -> LiveChanges {
    let run = FixRun(Lint(rules: Rule.all, deployment: DeploymentOptions()), rules: Rule.all, FixChoice())
    return LiveChanges(run.fix(EditableFile(path: "a.config", bytes: Array(text.utf8))))
  }

  @Test func aSettingOfASiteNeedsNoRestart() {
    let text = file(
      sites: site(
        "FTP", id: 1,
        "<ftpServer><security><ssl serverCertHash=\"01 23456789abcdef0123456789abcdef01234567\" /></security></ftpServer>"
      ))
    for form in LiveForm.allCases {
      let text = mended(text).text(in: form)
      #expect(text.contains("0123456789ABCDEF0123456789ABCDEF01234567") && text.contains("was not measured"))
      #expect(!text.contains("Restart-Service") && !text.contains("net stop"))
    }
  }

  @Test func whatHasNoCommandIsSaid() {
    let text = file(sites: site(), rest: passiveRange(40000, 40100)).replacing("UTF-8", with: "UTF-16")
    for form in LiveForm.allCases {
      let text = mended(text).text(in: form)
      #expect(text.contains("unusual-xml-declaration: declare the encoding that the file is in"))
      #expect(text.contains("with a 64-bit editor: a 32-bit one sees the") && !text.contains("appcmd.exe"))
    }
  }

  @Test(arguments: Hostile.siteNames) func noNameLeavesItsQuotesInPowerShell(_ name: String) throws {
    let literal = /'(?:[^'\u{2018}-\u{201B}]|'')*'/
    for line in changes(name).text(in: .powershell).split(separator: "\n") where !line.hasPrefix("# ") {
      #expect(line.utf8.allSatisfy { 0x20..<0x7F ~= $0 }, "\(line)")
      guard line.hasPrefix("Set-") else {
        #expect(
          ["Import-Module WebAdministration -ErrorAction Stop", "Restart-Service -Name ftpsvc -ErrorAction Stop"]
            .contains(line))
        continue
      }
      let pieces = line.matches(of: literal).map { String($0.output) }
      let rest = pieces.reduce(String(line)) { $0.replacing($1, with: "Q", maxReplacements: 1) }
      #expect(rest == "Set-WebConfigurationProperty -PSPath Q -Filter Q -Name Q -Value Q -ErrorAction Stop", "\(line)")
      let filter = pieces[1].dropFirst().dropLast().replacing("''", with: "'")
      guard let site = filter.firstMatch(of: /site\[@(name|id)=(?:'([^']*)'|"([^"]*)")\]/) else { continue }
      let value = site.output.2 ?? site.output.3 ?? ""
      #expect(site.output.1 == "id" ? value == "7" : String(value) == name)
    }
  }

  @Test(arguments: Hostile.siteNames) func noNameLeavesItsQuotesInABatchFile(_ name: String) throws {
    let text = changes(name).text(in: .appcmd)
    #expect(text.utf8.allSatisfy { 0x20..<0x7F ~= $0 || $0 == 0x0D || $0 == 0x0A })
    for line in text.replacing("\r\n", with: "\n").split(separator: "\n").dropFirst(2) {
      if line.hasPrefix("rem ") {
        #expect(!line.dropFirst(4).contains { "%^&|<>\"!?`".contains($0) }, "\(line)")
        continue
      }
      if line == "net stop ftpsvc" || line == "net start ftpsvc" { continue }
      let call = try #require(
        line.wholeMatch(
          of:
            /%windir%\\System32\\inetsrv\\appcmd\.exe set config -section:[a-zA-Z.\/]+((?: "[^"]*")+) \/commit:apphost \|\| exit \/b 1/
        ),
        "\(line)")
      #expect(!String(call.output.1).replacing("%%", with: "").contains("%"))
      for argument in String(call.output.1).matches(of: /"\/\[name='([^']*)'\]/) {
        #expect(argument.output.1.replacing("%%", with: "%") == name)
      }
    }
  }

  /// The agent of Azure Pipelines reads what a step prints.
  @Test(arguments: LiveForm.allCases) func noNameIsACommandOfABuildService(_ form: LiveForm) {
    let name = "A ##vso[task.setvariable variable=a]b ##[error]c"
    let text = changes(name).text(in: form)
    #expect(!text.contains("##vso[") && !text.contains("##["), "\(text)")
    #expect(form != .powershell || text.contains("site[@id=''7'']/ftpServer/firewallSupport"), "\(text)")
    #expect(form != .steps || text.contains("Sites > \"A ##vso(task.setvariable variable=a]b ##(error]c\" > FTP"))
  }

  @Test func stepsNameSitesInFull() {
    let name = String(repeating: "Partner Exchange ", count: 8) + "2"
    #expect(changes(name).text(in: .steps).contains("1. Sites > \"\(name)\" > FTP Firewall Support > "))
  }

  @Test func stepsShowNothingInvisible() {
    for name in Hostile.siteNames {
      for scalar in changes(name).text(in: .steps).unicodeScalars where scalar != "\n" {
        #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory))
      }
    }
  }
}
