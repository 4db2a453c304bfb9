import CostExports
import Testing

struct DimensionTests {
  @Test func `copies are values of their own`() {
    var first = Dimension()
    first.model = "a"
    var second = first
    second.model = "b"
    #expect(first.model == "a" && second.model == "b" && Dimension().model.isEmpty)
  }

  @Test func `copies are the same until one changes, and equal ones made apart need not be`() {
    var first = Dimension()
    first.model = "a"
    let copy = first
    #expect(copy.identity == first.identity)
    first.model = "b"
    #expect(copy.identity != first.identity && copy.model == "a")
    first.model = "a"
    #expect(copy.identity != first.identity && copy == first)
  }

  @Test func `every field counts`() {
    let fields: [WritableKeyPath<Dimension, String>] = [
      \.source, \.provider, \.account, \.keyAlias, \.team, \.project, \.tags, \.model, \.operation, \.route,
      \.serviceTier,
    ]
    for field in fields {
      var changed = Dimension()
      changed[keyPath: field] = "x"
      #expect(changed != Dimension() && Set([changed, Dimension()]).count == 2)
      #expect("\(changed)" != "\(Dimension())")
      var again = changed
      // Asked for its hash, changed, and back again.
      again[keyPath: field] = "y"
      #expect(again != changed && Set([again, changed]).count == 2)
      again[keyPath: field] = "x"
      #expect(again == changed && again.hashValue == changed.hashValue)
    }
  }
}
