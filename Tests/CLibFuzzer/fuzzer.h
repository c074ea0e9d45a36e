#ifndef FTPSGATE_FUZZER_H
#define FTPSGATE_FUZZER_H

#include <stddef.h>
#include <stdint.h>

// What libFuzzer offers to a mutator (llvm.org/docs/LibFuzzer.html); the toolchain ships the library without a header.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maximum);

#endif
