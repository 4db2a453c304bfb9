import ReportCore
import Testing

@testable import CostExports

private func with<Result>(_ bytes: [UInt8], _ body: (ByteSlice) -> Result) -> Result {
  var bytes = bytes
  return bytes.withUnsafeMutableBufferPointer { body(ByteSlice(start: $0.baseAddress, count: $0.count)) }
}

struct ByteSliceTests {
  @Test(arguments: [
    "0", "12", "12.5", "0.000000001", "0.0000000014", "0.0000000025", "0.0000000035", "1.82e-05", "35.2E-7", "-10",
    "-0.5",
    "9223372036.854775807", "9223372036.854775808", "999999999999999999", "0.003835980000000000000000000000", "", "-",
    ".",
    ".5", "5.", "1.2.3", "1,5", "1 2", "12abc", "--1", "+1", "1e", "e5", "١", "00012.50",
    "0.00000000000000000000000000000007E30", "0.70000000000000000000000000000000E0",
  ])
  func `the short way to nano-units gives what the long way gives`(_ text: String) {
    #expect(with(Array(text.utf8)) { $0.nanos } == ExactDecimal(text)?.nanos)
  }

  @Test func `both ways agree on random digits`() {
    var generator = SeededGenerator(7)
    let alphabet = Array("0123456789.-e".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...22, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<(Bool.random(using: &generator) ? 11 : 13), using: &generator)]
      }
      #expect(with(bytes) { $0.nanos } == ExactDecimal(bytes)?.nanos, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(with(bytes) { $0.wholeNumber } == ExactDecimal(bytes)?.wholeNumber)
    }
  }

  @Test func `counts may be written with a zero decimal`() {
    #expect(with(Array("310.0".utf8)) { $0.wholeNumber } == 310)
    #expect(with(Array("310.5".utf8)) { $0.wholeNumber } == nil)
    #expect(with(Array("-3".utf8)) { $0.wholeNumber } == -3)
  }

  @Test(
    arguments: [
      ([0x61, 0x62], true), ([], true), ([0xC3, 0xA9], true), ([0xC3], false), ([0xFF], false), ([0xC0, 0x80], false),
      ([0xED, 0xA0, 0x80], false), ([0xF0, 0x9F, 0xAA, 0x91], true),
    ] as [([UInt8], Bool)])
  func `knows UTF-8 behind any number of plain bytes`(_ tail: [UInt8], _ isGood: Bool) {
    for length in 0..<20 {
      #expect(with([UInt8](repeating: 0x61, count: length) + tail) { $0.isUTF8 } == isGood)
    }
  }

  @Test func `finds prefixes, suffixes and bytes`() {
    with(Array("mistral/small".utf8)) { slice in
      #expect(slice.firstIndex(of: UInt8(ascii: "/")) == 7)
      #expect(slice.firstIndex(of: UInt8(ascii: "?")) == nil)
      #expect(slice.hasPrefix("mistral") && !slice.hasPrefix("small"))
      #expect(slice.hasSuffix("small") && !slice.hasSuffix("much too long a suffix"))
      #expect(slice.dropFirst(8).text == "small")
      #expect(slice.dropFirst(80).isEmpty)
    }
  }

  @Test func `the cache of texts gives each value its own text`() {
    var cache = TextCache()
    for round in 0..<2 {
      for number in 0..<2000 {
        let text = "waarde-\(number)"
        #expect(with(Array(text.utf8)) { cache.text($0) } == text, "round \(round)")
      }
    }
    #expect(with([0xFF, 0xFE]) { cache.text($0) } == nil)
    #expect(with([]) { cache.text($0) }?.isEmpty == true)
  }

  @Test func `end users are told apart by number only`() {
    var numbers = EndUserNumbers()
    let met = ["a", "b", "a", "", "c", "b"].map { name in with(Array(name.utf8)) { numbers.number(of: $0) } }
    #expect(met == [0, 1, 0, nil, 2, 1])
  }
}
