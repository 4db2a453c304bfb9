/// What a reader of the files needs to know, without the program.
enum SliceReadme {
  static let text = """
    The part of the cost ledger this edition rests on (peil.ledger/1)

    slice.csv       as of which moment, and for which days, the ledger was cut; the ledger's own first and last day
    acts.csv        imports, withdrawals and re-ratings: file, SHA-256, moment; rests-on 12@15: amounts rest on act 12
                    (exchange rates, prices) since act 15
    dimensions.csv  the combinations of provider, account, key alias, team, project, tags, model and so on
    rollups.csv     sums per slot (hour in UTC, or day of the source's calendar), act, dimension, charge and basis; signed:
                    what an act took away is negative; the sum over the acts is what is in force
    coverage.csv    the days each import speaks for
    peaks.csv       the most calls by one end user on a day, never whose
    ceilings.csv    the dearest token of a provider in each price book: what use without a price can have cost at most
    rates.csv       dollars per euro
    originals.csv   what is invoiced in the currency of the export, per dimension and day, for days of invoices in other
                    currencies than the euro
    entries.csv     the entries of the week in force, in FOCUS columns; our own begin with x_

    UTF-8, comma, RFC 4180 quotes, one line feed behind each line, amounts with a point and nine decimals.
    A text that a spreadsheet could take for a formula (=, +, -, @, a tab or a line break in front) has an apostrophe in
    front, and so has a text that begins with an apostrophe: remove one apostrophe and you have the exact text.
    Times are UTC. A request's period is one second; a charge by day has the days of its source's calendar, written as
    UTC, the end exclusive.
    Cost (EffectiveCost, x_EuroCost) is what the use is worth, billed (BilledCost, x_EuroBilled) what an invoice will say.

    """
}
