// Public sources that several rationales cite, each spelt once.

/// The schema that the rules about names and values go by.
let schemaSource = "[Ftp_schema.xml and IIS_schema.xml of IIS 10](https://github.com/lextm/iis_schema)"

/// The article on transfers by FTPS to IIS in Azure that showed most of these faults first.
let articleSource = "川俣晶, \"Azure上のIISとFTPSでファイル転送する場合の罠\", 2017"

/// Microsoft's list of reply codes and substatuses.
let statusCodesSource = "Microsoft Learn, \"FTP status codes in IIS 7.0 and later versions\""

/// Microsoft's page on bindings.
let bindingSource = reference("binding", "system.applicationhost/sites/site/bindings/binding")

/// Microsoft's page that says when FTPS is implicit, and what the channels require.
let sslSource = reference("ssl", "system.applicationhost/sites/site/ftpserver/security/ssl")

/// Microsoft's page on a site's external address.
let externalAddressSource = reference(
  "ftpServer/firewallSupport", "system.applicationhost/sites/site/ftpserver/firewallsupport")

/// Microsoft's page on the server's passive port range.
let passivePortsSource = reference("system.ftpServer/firewallSupport", "system.ftpserver/firewallsupport")

/// Microsoft's page on authorization rules.
let authorizationSource = reference("authorization", "system.ftpserver/security/authorization/")

/// Microsoft's page on user isolation.
let userIsolationSource = reference("userIsolation", "system.applicationhost/sites/site/ftpserver/userisolation/")

/// Microsoft's page on blocking addresses after failed logons.
let denyByFailureSource = reference("denyByFailure", "system.ftpserver/security/authentication/denybyfailure")

/// Microsoft's walkthrough of the passive port range and the external address.
let firewallSettingsSource =
  "[Configuring FTP firewall settings](https://learn.microsoft.com/iis/publish/using-the-ftp-service/"
  + "configuring-ftp-firewall-settings-in-iis-7)"

/// Microsoft's page that shows what IIS says to a file that it cannot take.
let provisioningSource =
  "[Selecting a provisioning option]"
  + "(https://learn.microsoft.com/iis/manage/creating-websites/select-a-provisioning-option)"

private func reference(_ element: String, _ path: String) -> String {
  "[IIS configuration reference, \(element)](https://learn.microsoft.com/iis/configuration/\(path))"
}
