"""The list of what is inside the program, as SPDX 2.3 in JSON."""

from __future__ import annotations

import datetime
import hashlib
import json
import pathlib

from components import Component

PUBLIC_DOMAIN = {
    "licenseId": "LicenseRef-xz-public-domain",
    "name": "liblzma is in the public domain",
    "extractedText": "liblzma is in the public domain.",
}


def document(program: pathlib.Path, version: str, commit: str, date: int, components: list[Component]) -> str:
    """The text of the list; the same program, commit and parts give the same text."""
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    created = datetime.datetime.fromtimestamp(date, datetime.timezone.utc)
    own = {
        **package("ftpsgate", version, "Apache-2.0"),
        "checksums": [{"algorithm": "SHA256", "checksumValue": digest}],
        "comment": f"built from commit {commit}",
        "packageFileName": "bin/ftpsgate",
        "primaryPackagePurpose": "APPLICATION",
    }
    relationships = [("SPDXRef-DOCUMENT", "DESCRIBES", own["SPDXID"])]
    relationships += [(own["SPDXID"], "STATIC_LINK", reference(component.name)) for component in components]
    return json.dumps({
        "SPDXID": "SPDXRef-DOCUMENT",
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "name": f"ftpsgate-{version}",
        "documentNamespace": f"urn:ftpsgate:sbom:{version}:sha256:{digest}",
        "creationInfo": {"created": f"{created:%Y-%m-%dT%H:%M:%SZ}", "creators": [f"Tool: ftpsgate-dist-{version}"]},
        "packages": [own, *map(part, components)],
        "hasExtractedLicensingInfos": [PUBLIC_DOMAIN],
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
            for one, kind, other in relationships
        ],
    }, indent=2) + "\n"


def part(component: Component) -> dict:
    """Somebody else's work, with where it comes from."""
    return {
        **package(component.name, component.version, component.licence),
        "externalRefs": [{
            "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": component.url}],
        "primaryPackagePurpose": "LIBRARY",
    }


def package(name: str, version: str, licence: str) -> dict:
    """What is said of each package."""
    return {
        "SPDXID": reference(name),
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": licence,
        "licenseDeclared": licence,
        "copyrightText": "NOASSERTION",
    }


def reference(name: str) -> str:
    """The id of a package in the list."""
    return f"SPDXRef-{name}"
