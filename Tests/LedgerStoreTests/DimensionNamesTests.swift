import CostExports
import Testing

@testable import LedgerStore

struct DimensionNamesTests {
  private func dimension(_ model: String, source: String = "spend-logs") -> Dimension {
    var dimension = Dimension()
    dimension.source = source
    dimension.model = model
    return dimension
  }

  @Test func `equal dimensions have one place, copies of one another or made apart`() throws {
    var names = DimensionNames(format: "spend-logs", known: [dimension("a"), dimension("b")])
    let third = dimension("c")
    #expect(try names.place(of: third) == 2 && names.count == 3 && names.last == third)
    for _ in 0..<2 {
      #expect(try names.place(of: third) == 2)
      #expect(try names.place(of: dimension("c")) == 2)
      #expect(try names.place(of: dimension("b")) == 1)
    }
    #expect(names.count == 3)
  }

  @Test func `a copy that was changed has a place of its own`() throws {
    var names = DimensionNames(format: "spend-logs", known: [])
    var changing = dimension("0")
    for number in 0..<300 {
      changing.model = "\(number)"
      #expect(try names.place(of: changing) == number)
      #expect(try names.place(of: dimension("\(number / 2)")) == number / 2)
    }
  }

  @Test func `another source name stands for the format's own`() throws {
    var names = DimensionNames(format: "spend-logs", known: [dimension("a")])
    #expect(try names.place(of: dimension("a", source: "old-logs")) == 0)
    #expect(try names.place(of: dimension("d", source: "old-logs")) == 1)
    #expect(try names.place(of: dimension("d")) == 1 && names.last.source == "spend-logs")
  }
}
