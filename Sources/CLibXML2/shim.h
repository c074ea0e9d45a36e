#ifndef FTPSGATE_CLIBXML2_SHIM_H
#define FTPSGATE_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// libxml2 would pull in ICU's headers, whose types clash with Foundation's own copy of ICU.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>

#endif
