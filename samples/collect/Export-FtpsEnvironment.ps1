<#
.SYNOPSIS
Collects what decides whether clients reach the FTP service of this server into one folder.

.DESCRIPTION
Reads only, and writes to the folder alone; use a new folder, as files that are there already count too. Run it in an
elevated PowerShell on the server:

    .\Export-FtpsEnvironment.ps1 -Folder C:\ftps-environment

The folder then holds, as far as each could be read:

    applicationHost.config    the configuration of IIS; it may hold encrypted passwords
    firewall.reg              Windows Firewall, the server's own settings and rules
    firewall-policy.reg       Windows Firewall, the settings and rules of group policy, if there are any
    excluded-ipv4.txt         port ranges that Windows has set aside, also -ipv6
    dynamic-ipv4.txt          the range for outgoing connections, also -ipv6
    server.json               the server's addresses and the kinds of its networks
    certificates.json         the certificates in the stores that FTP sites may name, without their keys

Where scripts are not allowed to run: powershell -ExecutionPolicy Bypass -File .\Export-FtpsEnvironment.ps1 -Folder ...

Copy the folder to where ftpsgate runs. In Azure, add what az prints of the network around the server (docs/environment.md
lists the commands). Then: ftpsgate lint ftps-environment/applicationHost.config --environment ftps-environment
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Folder
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$script:missing = @()

function Save-Part {
    param([string] $Name, [scriptblock] $Action)
    try {
        & $Action (Join-Path $Folder $Name)
        Write-Output "written: $Name"
    } catch {
        $script:missing += $Name
        Write-Warning "$Name could not be collected: $($_.Exception.Message)"
    }
}

function Invoke-Tool {
    param([string] $Tool, [string[]] $Arguments)
    # The tools write their complaints to standard error, which is no reason to stop by itself.
    $ErrorActionPreference = 'Continue'
    $output = & $Tool $Arguments 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -ne 0) {
        $said = $output -join ' '
        throw "$Tool ended with status ${LASTEXITCODE}: $said"
    }
    return $output
}

function Save-Text {
    param([string] $Path, [string[]] $Lines)
    # Set-Content would write the ANSI code page.
    $encoding = New-Object System.Text.UTF8Encoding($false)
    [System.IO.File]::WriteAllText($Path, (($Lines -join "`r`n") + "`r`n"), $encoding)
}

function Get-CertificateFact {
    param([string] $Store)
    # A store that is not there has no certificates.
    if (-not (Test-Path -LiteralPath "Cert:\LocalMachine\$Store")) { return }
    # Dates as text, as the versions of PowerShell write them to JSON in different ways.
    $format = 'yyyy-MM-ddTHH:mm:ssZ'
    $culture = [System.Globalization.CultureInfo]::InvariantCulture
    foreach ($certificate in @(Get-ChildItem -LiteralPath "Cert:\LocalMachine\$Store")) {
        $usage = $null
        foreach ($extension in $certificate.Extensions) {
            # 2.5.29.37 is the enhanced key usage.
            if ($extension.Oid.Value -eq '2.5.29.37') {
                $usage = @($extension.EnhancedKeyUsages | ForEach-Object { $_.Value })
            }
        }
        @{
            store = $Store
            thumbprint = $certificate.Thumbprint
            subject = $certificate.Subject
            issuer = $certificate.Issuer
            dnsNames = @($certificate.DnsNameList | ForEach-Object { $_.Punycode })
            notBefore = $certificate.NotBefore.ToUniversalTime().ToString($format, $culture)
            notAfter = $certificate.NotAfter.ToUniversalTime().ToString($format, $culture)
            hasPrivateKey = $certificate.HasPrivateKey
            enhancedKeyUsage = $usage
        }
    }
}

if (-not (Test-Path -LiteralPath $Folder)) {
    New-Item -ItemType Directory -Path $Folder | Out-Null
}
$Folder = (Resolve-Path -LiteralPath $Folder).ProviderPath
$system = Join-Path $env:SystemRoot 'System32'
if ($env:PROCESSOR_ARCHITEW6432) {
    # A 32-bit PowerShell sees another System32, which has no configuration of IIS.
    $system = Join-Path $env:SystemRoot 'Sysnative'
}
$reg = Join-Path $system 'reg.exe'
$netsh = Join-Path $system 'netsh.exe'

Save-Part 'applicationHost.config' {
    param($Path)
    Copy-Item -LiteralPath (Join-Path $system 'inetsrv\config\applicationHost.config') -Destination $Path
}

Save-Part 'firewall.reg' {
    param($Path)
    $key = 'HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy'
    Invoke-Tool $reg @('export', $key, $Path, '/y') | Out-Null
}

if (Test-Path -LiteralPath 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall') {
    Save-Part 'firewall-policy.reg' {
        param($Path)
        $key = 'HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall'
        Invoke-Tool $reg @('export', $key, $Path, '/y') | Out-Null
    }
} else {
    # A file of an earlier run would speak of a policy that is gone.
    $old = Join-Path $Folder 'firewall-policy.reg'
    if (Test-Path -LiteralPath $old) {
        Write-Warning "$old is from an earlier run: there is no policy now, so remove it"
    }
}

foreach ($family in @('ipv4', 'ipv6')) {
    Save-Part "excluded-$family.txt" {
        param($Path)
        Save-Text $Path (Invoke-Tool $netsh @('int', $family, 'show', 'excludedportrange', 'protocol=tcp'))
    }
    Save-Part "dynamic-$family.txt" {
        param($Path)
        Save-Text $Path (Invoke-Tool $netsh @('int', $family, 'show', 'dynamicport', 'protocol=tcp'))
    }
}

Save-Part 'server.json' {
    param($Path)
    $addresses = @(Get-NetIPAddress | ForEach-Object {
        @{ address = $_.IPAddress; prefixLength = [int] $_.PrefixLength; interface = $_.InterfaceAlias }
    })
    $categories = @(Get-NetConnectionProfile | ForEach-Object { $_.NetworkCategory.ToString() })
    $facts = @{ ftpsgateEnvironment = 1; addresses = $addresses; networkCategories = $categories }
    Save-Text $Path @(ConvertTo-Json -InputObject $facts -Depth 4)
}

Save-Part 'certificates.json' {
    param($Path)
    $stores = @('MY', 'WebHosting')
    $configuration = Join-Path $Folder 'applicationHost.config'
    if (Test-Path -LiteralPath $configuration) {
        $text = [System.IO.File]::ReadAllText($configuration)
        $named = @([regex]::Matches($text, 'serverCertStoreName="([^"]+)"') | ForEach-Object { $_.Groups[1].Value })
        $stores = @($stores + $named | Sort-Object -Unique)
    }
    $certificates = @(foreach ($store in $stores) { Get-CertificateFact $store })
    $list = @{ ftpsgateCertificates = 1; stores = $stores; certificates = $certificates }
    Save-Text $Path @(ConvertTo-Json -InputObject $list -Depth 4)
}

if ($script:missing.Count -gt 0) {
    $names = $script:missing -join ', '
    Write-Warning "incomplete: $names. Is this PowerShell elevated, and is IIS installed?"
    exit 1
}
Write-Output "complete: $Folder"
