/// Where a link on a page may lead. Checklists come from colleagues, and the site promises that nothing on it
/// leads to a script or to an unencrypted page.
enum SafeAddress {
  /// True for `https:`, `mailto:` and relative addresses; images are relative only, as the pages' own policy has it.
  static func allows(_ address: String, isImage: Bool) -> Bool {
    // Browsers drop tabs and line breaks inside addresses, so what looks relative may not be.
    guard address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" }) else { return false }
    guard !address.hasPrefix("//") else { return false }
    let head = address.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let colon = head.firstIndex(of: ":") else { return true }
    return !isImage && ["https", "mailto"].contains(head[..<colon].lowercased())
  }
}
