#include <stddef.h>
#include <stdint.h>

// Runs the fuzzer with its own options in argv until one of them ends it.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
