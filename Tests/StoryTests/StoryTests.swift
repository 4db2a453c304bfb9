import Foundation
import Testing

struct StoryTests {
  @Test(arguments: try Story.all())
  func `goes as the story tells`(story: Story) throws {
    let world = try StoryWorld()
    for file in story.files { try world.put(file.text, at: file.path) }
    for step in story.steps {
      let result = try world.run(step.command)
      let place = "\(story.name):\(step.line): \(step.command)"
      let printed = (result.output.map { "| \($0)" } + result.errors.map { "! \($0)" }).joined(separator: "\n")
      #expect(result.status == step.status, "\(place)\n\(printed)")
      for (expected, lines) in [(step.output, result.output), (step.errors, result.errors)] {
        guard let expected, let missing = Expected.mismatch(expected, lines) else { continue }
        Issue.record("\(place)\nexpected: \(missing)\nprinted:\n\(printed)")
      }
    }
  }

  @Test func `there are stories`() throws {
    #expect(try Story.all().count >= 8)
  }

  @Test(arguments: [
    (["a", "..."], ["a", "b", "c"], true), (["...", "c"], ["a", "b", "c"], true),
    (["a", "c"], ["a", "b", "c"], false),
    (["a[..]c"], ["abbbc"], true), (["a[..]c"], ["abbbd"], false), (["a"], ["a", "b"], false),
    (["a", "b"], ["a"], false),
    (["...", "x"], ["a"], false), ([], [], true), ([], ["a"], false), (["[..]b[..]"], ["abc"], true),
  ])
  func `expected lines match as they should`(expected: [String], lines: [String], fits: Bool) {
    #expect((Expected.mismatch(expected, lines) == nil) == fits)
  }
}
