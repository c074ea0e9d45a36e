/// The schema that the rules about names and values go by, as a rationale cites it.
let schemaSource = "[Ftp_schema.xml and IIS_schema.xml of IIS 10](https://github.com/lextm/iis_schema)"
