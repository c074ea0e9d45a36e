/// Microsoft's page on bindings, as a rationale cites it.
let bindingSource =
  "[IIS configuration reference, binding]"
  + "(https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/bindings/binding)"

/// Microsoft's page that says when FTPS is implicit, as a rationale cites it.
let sslSource =
  "[IIS configuration reference, ssl]"
  + "(https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/ssl)"
