import ReportCore
import Testing

@testable import Roadmaps

@Suite struct AssertionTests {
  @Test(arguments: [
    ("attribution.share >= 50%", "attribution.share", [:], ">=", "0.500000000"),
    ("mt.cost-per-1000-calls<400.5", "mt.cost-per-1000-calls", [:], "<", "400.500000000"),
    ("mt.roi[useCase=chat] > -12.5 %", "mt.roi", ["useCase": "chat"], ">", "-0.125000000"),
    ("a.b[x=1, y=2] <= 0", "a.b", ["x": "1", "y": "2"], "<=", "0.000000000"),
    (" pitfalls.safe = 5 ", "pitfalls.safe", [:], "=", "5.000000000"),
  ])
  func `reads a condition`(
    text: String, figure: String, scope: [String: String], comparison: String, bound: String
  ) throws {
    let assertion = try #require(Assertion(text))
    #expect(assertion.figure == figure)
    #expect(assertion.scope == scope)
    #expect(assertion.comparison.rawValue == comparison)
    #expect(assertion.bound.description == bound)
    #expect(assertion.description == text.trimmed)
  }

  @Test(arguments: [
    "", "attribution.share", "attribution.share >=", ">= 50%", "share >= 50%", "attribution.share => 50%",
    "attribution.share >= vijftig", "attribution.share >= 0,5", "attribution.share >= 50%%", "a.b[x] >= 1",
    "a.b[x= >= 1",
    "a.b[x=1,x=2] >= 1", "A.b >= 1", "a.b == 1", "a.b >= 1 en meer", "a.b >= 0.0000000001", "a.b >= 0.00000001%",
    "a.b >= 99999999999999999999999",
  ])
  func `refuses what is not a condition`(text: String) { #expect(Assertion(text) == nil) }

  @Test(arguments: [
    ("Tekst", ItemAttributes.Ending.none),
    ("Tekst {a=1}", .read(text: "Tekst", ItemAttributes(pairs: [("a", "1")]))),
    ("{a=1}", .read(text: "", ItemAttributes(pairs: [("a", "1")]))),
    ("Tekst {}", .read(text: "Tekst", ItemAttributes(pairs: []))),
    ("T { a=1  b=\"2 {3} =\" } ", .read(text: "T", ItemAttributes(pairs: [("a", "1"), ("b", "2 {3} =")]))),
    ("T {x {a=1}", .read(text: "T {x", ItemAttributes(pairs: [("a", "1")]))),
    ("T{a=1}", .unparsed(text: "T", found: "{a=1}")), ("T {a=}", .unparsed(text: "T", found: "{a=}")),
    ("T {=1}", .unparsed(text: "T", found: "{=1}")), ("T {a=\"1\"b=2}", .unparsed(text: "T", found: "{a=\"1\"b=2}")),
    ("een {woord} erin", .unparsed(text: "een", found: "{woord} erin")), ("een{woord}erin", .none),
  ])
  func `splits text and braces`(line: String, ending: ItemAttributes.Ending) {
    #expect(ItemAttributes.ending(of: line) == ending)
  }
}
