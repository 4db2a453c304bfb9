/// One day's share of its budget (look.md 5.5): a step with the number printed in it, and what the kill switch did.
public struct HeatCell: Equatable, Sendable {
  /// How much of the day budget was used.
  public enum Level: Equatable, Sendable {
    /// 1: up to 50 %, 2: 80 %, 3: 100 %, 4: 110 %, 5: above. The caller judges; numbers outside are pulled in.
    case step(Int)
    /// There was no budget that day: a dotted cell.
    case noBudget
    /// There was one, but the use is not known: a dotted cell with `?`.
    case unknown
  }

  /// What happened at 110 %.
  public enum KillSwitch: Equatable, Sendable {
    case none
    /// Acted in time: a bar.
    case acted
    /// Was required and did not act: `!`.
    case missing
  }

  public var level: Level
  /// The whole percentage, such as `87`; always printed where cells are large enough, else from step 4 up.
  public var label: String
  public var killSwitch: KillSwitch

  public init(_ level: Level, label: String = "", killSwitch: KillSwitch = .none) {
    self.level = level
    self.label = label
    self.killSwitch = killSwitch
  }

  func nodes(in box: Box, showsLabel: Bool, textSize: Double = 10.5) -> [SVGNode] {
    guard case .step(let given) = level else {
      let sign = level == .unknown ? "?" : ""
      return [
        .rectangle(box.inset(by: 0.75), "unknown"),
        TextMark(text: sign, x: box.middleX, y: box.middleY + 4, anchor: .middle).node,
      ]
    }
    let step = min(max(given, 1), 5)
    var nodes: [SVGNode] = [.rectangle(step == 5 ? box.inset(by: 1) : box, "heat-\(step)")]
    // The sign stands in the upper right corner, so the number moves down for it.
    let base = killSwitch == .none ? box.middleY + textSize * 0.36 : max(box.middleY + textSize * 0.36, box.bottom - 4)
    if showsLabel || step >= 4 {
      nodes.append(
        TextMark(
          text: TextWidth.fitted(label, to: box.width, size: textSize, bold: step >= 4), x: box.middleX,
          y: base, anchor: .middle, isBold: step >= 4, size: textSize,
          extraClass: "heat-text" + (step >= 4 ? " heat-text-\(step)" : "")
        ).node)
    }
    switch killSwitch {
    case .none: break
    case .acted:
      nodes.append(
        .rectangle(Box(left: box.right - 5, top: box.top + 2, right: box.right - 2, bottom: box.top + 8.5), "heat-kill")
      )
    case .missing:
      nodes.append(
        TextMark(
          text: "!", x: box.right - 4, y: box.top + 8.5, anchor: .middle, isBold: true, size: 9,
          extraClass: "heat-text heat-text-5"
        ).node)
    }
    return nodes
  }
}
