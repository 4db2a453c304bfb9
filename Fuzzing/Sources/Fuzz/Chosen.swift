/// What the fuzzer runs; a C function cannot capture it. Set once, before the fuzzer starts.
nonisolated(unsafe) var chosen: ([UInt8]) -> Void = { _ in }
