/* What both programs here have in common: the log of calls, and the call that shall fail. */
#ifndef CALLS_H
#define CALLS_H
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

/* Advapi32's random numbers, by the name under which it exports them (RtlGenRandom, Microsoft Learn). */
BOOLEAN NTAPI SystemFunction036(void *buffer, ULONG length);

/* Writes a call down; the status with which it shall fail, or 0. */
static int note_call(const wchar_t *program, BOOL changes, int argc, wchar_t **argv) {
  int number = 0, at = 0, status = 0, byte, first = 1;
  FILE *log = fopen("calls.log", "ab+");
  if (!log) return 71;
  rewind(log);
  while ((byte = fgetc(log)) != EOF) {
    if (first && byte == '!') ++number;
    first = byte == '\n';
  }
  fseek(log, 0, SEEK_END);
  fprintf(log, "%s%ls", changes ? "!" : "", program);
  for (int i = 1; i < argc; ++i) fprintf(log, "\t%ls", argv[i]);
  fputc('\n', log);
  fclose(log);
  const wchar_t *wanted = _wgetenv(L"VERIFY_FAIL");
  if (!changes || !wanted || swscanf(wanted, L"%d:%d", &at, &status) != 2) return 0;
  return at == number + 1 ? status : 0;
}
#endif
