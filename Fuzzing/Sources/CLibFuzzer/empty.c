// The driver is in the compiler's own library; this file gives the package something to compile.
