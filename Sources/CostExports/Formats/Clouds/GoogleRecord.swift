/// What is read of a line of Google's billing export, as slices of it.
struct GoogleRecord {
  struct Credit {
    var name = ByteSlice.empty
    var type = ByteSlice.empty
    var amount = ByteSlice.empty
  }

  private(set) var account = ByteSlice.empty
  private(set) var month = ByteSlice.empty
  private(set) var service = ByteSlice.empty
  private(set) var sku = ByteSlice.empty
  private(set) var start = ByteSlice.empty
  private(set) var end = ByteSlice.empty
  private(set) var project = ByteSlice.empty
  private(set) var cost = ByteSlice.empty
  private(set) var currency = ByteSlice.empty
  private(set) var costType = ByteSlice.empty
  private(set) var amount = ByteSlice.empty
  private(set) var labels: [(key: String, value: String)] = []
  private(set) var credits: [Credit] = []
  /// Keys that are not known, at most some dozens.
  private(set) var unknown: [String] = []

  /// Known and left out.
  private static let ignored: [StaticString] = [
    "adjustment_info", "consumption_model", "cost_at_effective_price_default", "cost_at_list",
    "cost_at_list_consumption_model", "currency_conversion_rate", "export_time", "location", "price", "resource",
    "seller_name", "subscription", "system_labels", "tags", "transaction_type",
  ]

  /// Reads an object, which is UTF-8.
  init(_ line: ByteSlice) throws(JSONProblem) {
    guard var scanner = JSONScanner(line) else { throw JSONProblem(offset: 0, expected: "an object") }
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("cost") {
        cost = try value.value()
      } else if key.equals("currency") {
        currency = try value.value()
      } else if key.equals("usage_start_time") {
        start = try value.value()
      } else if key.equals("usage_end_time") {
        end = try value.value()
      } else if key.equals("billing_account_id") {
        account = try value.value()
      } else if key.equals("cost_type") {
        costType = try value.value()
      } else if key.equals("invoice") {
        month = try GoogleRecord.member("month", of: &value)
      } else if key.equals("service") {
        service = try GoogleRecord.member("description", of: &value)
      } else if key.equals("sku") {
        sku = try GoogleRecord.member("description", of: &value)
      } else if key.equals("project") {
        project = try GoogleRecord.member("id", of: &value)
      } else if key.equals("usage") {
        amount = try GoogleRecord.member("amount", of: &value)
      } else if key.equals("labels") {
        try readLabels(&value)
      } else if key.equals("credits") {
        try readCredits(&value)
      } else {
        try value.skipValue()
        guard unknown.count < UnknownNames.limit, !GoogleRecord.ignored.contains(where: { key.equals($0) }) else {
          return
        }
        unknown.append(key.prefix(200).text ?? "\u{FFFD}")
      }
    }
    try scanner.finish()
  }

  private static func member(_ name: StaticString, of scanner: inout JSONScanner) throws(JSONProblem) -> ByteSlice {
    var found = ByteSlice.empty
    guard scanner.peek() == UInt8(ascii: "{") else {
      try scanner.skipValue()
      return found
    }
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals(name) { found = try value.value() } else { try value.skipValue() }
    }
    return found
  }

  private mutating func readLabels(_ scanner: inout JSONScanner) throws(JSONProblem) {
    guard scanner.peek() == UInt8(ascii: "[") else {
      try scanner.skipValue()
      return
    }
    try scanner.elements { item throws(JSONProblem) in
      var name = ByteSlice.empty
      var text = ByteSlice.empty
      try item.members { (value, key) throws(JSONProblem) in
        if key.equals("key") {
          name = try value.value()
        } else if key.equals("value") {
          text = try value.value()
        } else {
          try value.skipValue()
        }
      }
      if let name = name.text, let text = text.text { labels.append((name, text)) }
    }
  }

  private mutating func readCredits(_ scanner: inout JSONScanner) throws(JSONProblem) {
    guard scanner.peek() == UInt8(ascii: "[") else {
      try scanner.skipValue()
      return
    }
    try scanner.elements { item throws(JSONProblem) in
      var credit = Credit()
      try item.members { (value, key) throws(JSONProblem) in
        if key.equals("name") {
          credit.name = try value.value()
        } else if key.equals("amount") {
          credit.amount = try value.value()
        } else if key.equals("type") {
          credit.type = try value.value()
        } else {
          try value.skipValue()
        }
      }
      credits.append(credit)
    }
  }
}
