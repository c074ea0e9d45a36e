/* A reg.exe that writes its calls down, fails the one that shall fail, and else is Wine's own. */
#include "calls.h"

int wmain(int argc, wchar_t **argv) {
  BOOL changes = argc > 1 && _wcsicmp(argv[1], L"query");
  int fault = note_call(L"reg", changes, argc, argv);
  if (fault) {
    fwprintf(stderr, L"FEHLER: Zugriff verweigert\n");
    return fault;
  }
  const wchar_t *line = GetCommandLineW();
  BOOL quoted = FALSE;
  for (; *line && (quoted || (*line != ' ' && *line != '\t')); ++line)
    if (*line == '"') quoted = !quoted;
  static wchar_t command[32768];
  swprintf(command, 32768, L"C:\\windows\\system32\\reg.exe%ls", line);
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION process;
  DWORD status = 71;
  if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) return 71;
  WaitForSingleObject(process.hProcess, INFINITE);
  GetExitCodeProcess(process.hProcess, &status);
  return (int)status;
}
