#ifndef FTPSGATE_CLIBXML2_SHIM_H
#define FTPSGATE_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// libxml2 would pull in ICU's headers, whose types clash with Foundation's own copy of ICU.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>

// What libxml2 does not offer alike from 2.9.14 on; docs/libxml2.md says what each version has.

/// A parser whose handlers get `userData`; NULL where memory is short.
static inline xmlParserCtxtPtr ftpsgateNewContext(const xmlSAXHandler *handlers, void *userData) {
#if LIBXML_VERSION >= 21100
  return xmlNewSAXParserCtxt(handlers, userData);
#else
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  if (context == NULL) return NULL;
  *context->sax = *handlers;
  context->userData = userData;
  return context;
#endif
}

/// Gives a parser a text to read where it lies, with a NUL behind it; 0, or -1 where memory is short.
///
/// It is neither copied, moved nor refilled, so that a value's pointer is its offset.
static inline int ftpsgatePushText(xmlParserCtxtPtr context, const xmlChar *text, size_t size) {
#if LIBXML_VERSION >= 21400
  // Without either flag libxml2 copies the text.
  int flags = XML_INPUT_BUF_STATIC | XML_INPUT_BUF_ZERO_TERMINATED;
  xmlParserInputPtr input = xmlNewInputFromMemory(NULL, text, size, (xmlParserInputFlags)flags);
  if (input == NULL) return -1;
  if (xmlCtxtPushInput(context, input) >= 0) return 0;
  xmlFreeInputStream(input);
  return -1;
#else
  // An input without a buffer object: with one, libxml2 2.9 steps back near the end of the text when it shrinks a static
  // buffer, and reads a part twice.
  xmlParserInputPtr input = xmlNewInputStream(context);
  if (input == NULL) return -1;
  input->base = text;
  input->cur = text;
  input->end = text + size;
  // 2.9 frees the input where it fails, 2.13 does not: rather lose it than free it twice.
  return inputPush(context, input) < 0 ? -1 : 0;
#endif
}

/// How many bytes of its text a parser has read.
static inline size_t ftpsgateOffset(xmlParserCtxtPtr context, const xmlChar *text) {
#if LIBXML_VERSION >= 21500
  (void)text;
  unsigned long offset = 0;
  return xmlCtxtGetInputPosition(context, 0, NULL, NULL, NULL, &offset) == 0 ? offset : 0;
#else
  // A parser that was stopped points elsewhere.
  return context->input != NULL && context->input->cur >= text ? (size_t)(context->input->cur - text) : 0;
#endif
}

/// Whether a parser has met nothing that is not well-formed.
static inline int ftpsgateIsWellFormed(xmlParserCtxtPtr context) {
#if LIBXML_VERSION >= 21400
  return (xmlCtxtGetStatus(context) & XML_STATUS_NOT_WELL_FORMED) == 0;
#else
  return context->wellFormed;
#endif
}

/// The version of the library that runs, as a number such as 21503, perhaps with words behind it.
static inline const char *ftpsgateRunningVersion(void) {
  return xmlParserVersion;
}

#endif
