import ReportCore

/// Invoices typed over by hand: seats by the month, and a subscription that somebody pays by credit card.
enum ManualFiles {
  /// The entries of a month of 2026.
  static func csv(month: Int) -> String {
    let from = Story.day(2026, month, 1)
    let to = Story.day(2026, month + 1, 1)
    var text = "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"
    text += "\(from),\(to),Beeldmaker BV,Teamlicentie beeld 5 plaatsen,145.00,EUR,campagnebeeld,,"
    text += "BM-2026-0\(430 + 17 * month),seat\n"
    text += "\(from),\(to),Schrijfhulp BV,Teamlicentie tekst 6 plaatsen,180.00,EUR,content,,"
    text += "2026\(month < 10 ? "0" : "")\(month)-118,seat\n"
    if month >= 10 { text += "\(from),\(to),Tekstgenie Pro,Abonnement via declaratie,49.00,EUR,,,,seat\n" }
    return text
  }

  /// The months whose file comes with the Monday batch of `monday`: each month's invoices are there by its first batch.
  static func months(on monday: CalendarDay) -> [Int] {
    switch monday {
    case Story.day(2026, 9, 7): [8, 9]
    case Story.day(2026, 10, 5): [10]
    case Story.day(2026, 11, 2): [11]
    default: []
    }
  }
}
