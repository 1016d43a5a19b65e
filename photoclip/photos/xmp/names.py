"""The names of XMP's properties, as `{namespace}name`."""

RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML_NS = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
}
"""The prefixes under which photoclip writes."""

RDF, DESCRIPTION = f"{{{RDF_NS}}}RDF", f"{{{RDF_NS}}}Description"
BAG, SEQ, ALT, LI = (f"{{{RDF_NS}}}{name}" for name in ("Bag", "Seq", "Alt", "li"))
VALUE = f"{{{RDF_NS}}}value"
LANGUAGE = f"{{{XML_NS}}}lang"


def _named(prefix: str, name: str) -> str:
    return f"{{{NAMESPACES[prefix]}}}{name}"


SUBJECT, TITLE, SAID = (_named("dc", name) for name in ("subject", "title", "description"))
RATING, LABEL = _named("xmp", "Rating"), _named("xmp", "Label")
HIERARCHY = _named("lr", "hierarchicalSubject")
DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
TAGS_LIST = f"{DIGIKAM}TagsList"
MICROSOFT = "{http://ns.microsoft.com/photo/1.0/}"
MICROSOFT_OLD = "{http://ns.microsoft.com/photo/1.0}"
LAST_KEYWORD = tuple(f"{each}LastKeywordXMP" for each in (MICROSOFT, MICROSOFT_OLD))
MICROSOFT_RATING = tuple(f"{each}Rating" for each in (MICROSOFT, MICROSOFT_OLD))

TAKEN = (
    _named("exif", "DateTimeOriginal"),
    _named("photoshop", "DateCreated"),
    _named("exif", "DateTimeDigitized"),
    _named("xmp", "CreateDate"),
)
"""When a picture was taken, the surest first."""

EXIF, TIFF = f"{{{NAMESPACES['exif']}}}", f"{{{NAMESPACES['tiff']}}}"
EXIF_EX = "{http://cipa.jp/exif/1.0/}"
AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
SPACES = (
    *NAMESPACES.values(),
    *(each.strip("{}") for each in (DIGIKAM, MICROSOFT, MICROSOFT_OLD, EXIF_EX, AUX)),
)
"""The namespaces of all properties that are read."""
