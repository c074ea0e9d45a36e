#include "CCommit.h"

// Weak, so that who links a release brings the commit in an object of its own: what is compiled is the same for each commit.
__attribute__((weak)) const char *ftpsgate_commit(void) { return 0; }
