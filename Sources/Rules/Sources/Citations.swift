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

/// Microsoft's page that says which of several authorization rules holds.
let authorizationOrderSource =
  "Microsoft Learn, previous versions, dd722760 (FTP authorization rules: a Deny rule takes precedence)"

/// Microsoft's page on user isolation.
let userIsolationSource = reference("userIsolation", "system.applicationhost/sites/site/ftpserver/userisolation/")

/// Microsoft's page that says which application and which virtual directory every site must have.
let siteStructureSource =
  "[Understanding sites, applications, and virtual directories on IIS 7 and above]"
  + "(https://learn.microsoft.com/iis/get-started/planning-your-iis-architecture/"
  + "understanding-sites-applications-and-virtual-directories-on-iis)"

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

/// Azure's page on network security groups and their rules.
let securityGroupsSource =
  "[Network security groups](https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview)"

/// Azure's page on the order in which groups are asked.
let securityGroupOrderSource =
  "[How network security groups filter network traffic]"
  + "(https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works)"

/// The grammar of the rules of Windows Firewall.
let firewallGrammarSource =
  "[MS-GPFAS](https://learn.microsoft.com/openspecs/windows_protocols/ms-gpfas/), section 2.2.2.19"

/// Azure's page on idle timeouts.
let idleTimeoutSource =
  "[Load Balancer TCP reset and idle timeout](https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset)"

/// Azure's page on how a load balancer chooses machines.
let distributionSource =
  "[Load Balancer distribution modes](https://learn.microsoft.com/azure/load-balancer/distribution-mode-concepts)"

/// Microsoft's article on which addresses Azure Firewall translates.
let azureFirewallNATSource =
  "[Azure Firewall NAT behaviors](https://techcommunity.microsoft.com/blog/azurenetworksecurityblog/azure-firewall-nat-behaviors/3825834), Azure Network Security Blog, 2023"

/// Azure's page on the probes of load balancers.
let probeSource =
  "[Azure Load Balancer health probes](https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview)"

/// Azure's page on floating IP.
let floatingIPSource =
  "[Azure Load Balancer floating IP configuration](https://learn.microsoft.com/azure/load-balancer/load-balancer-floating-ip)"

/// Azure's page on security admin rules.
let securityAdminRulesSource =
  "[Security admin rules in Azure Virtual Network Manager](https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins)"

/// Azure's announcement that Basic addresses and load balancers end.
let basicSKUSource =
  "[Basic public IP address retirement](https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-basic-upgrade-guidance)"

/// Microsoft's page on just-in-time access.
let justInTimeSource =
  "[Understand just-in-time virtual machine access](https://learn.microsoft.com/azure/defender-for-cloud/just-in-time-access-overview)"

/// Azure's page on which route counts.
let routingSource =
  "[Virtual network traffic routing](https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview)"

/// Azure's page on machines with several network interfaces.
let severalInterfacesSource =
  "[Create and manage a Windows virtual machine that has multiple NICs](https://learn.microsoft.com/azure/virtual-machines/windows/multiple-nics)"

/// Azure's page on answers that leave through a firewall.
let asymmetrySource =
  "[Integrate Azure Firewall with Azure Standard Load Balancer](https://learn.microsoft.com/azure/firewall/integrate-lb), on asymmetric routing"
