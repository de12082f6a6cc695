package import ClinicalText

/// Whether a note says of a drug that it is taken now. The engine and the verifier read it with this.
package struct DrugUse {
  private let document: Document

  package init(_ document: Document) { self.document = document }

  /// Whether the drug is in the medication list, or the words nearest to it say that it goes on.
  package func isTakenNow(_ drug: Mention) -> Bool {
    let kind = document.section(ofToken: drug.tokens.lowerBound).kind
    let sentence = document.sentences[drug.sentence].tokens
    let before = max(sentence.lowerBound, drug.tokens.lowerBound - 6)..<drug.tokens.upperBound
    let after = drug.tokens.upperBound..<min(sentence.upperBound, drug.tokens.upperBound + 8)
    if kind == .medications { return !after.contains { Self.stopped.contains(document.tokens[$0].hash) } }
    for index in before.reversed() {
      let hash = document.tokens[index].hash
      if Self.ongoing.contains(hash) { return !isPastPeriod(after) }
      if Self.starting.contains(hash) || Self.stopped.contains(hash) { return false }
      if document.tokens[index].mark == UInt8(ascii: ";") { break }
    }
    for index in after {
      let hash = document.tokens[index].hash
      if Self.stopped.contains(hash) || Self.starting.contains(hash) { return false }
      if Self.ongoing.contains(hash) { return true }
    }
    return false
  }

  /// "from 2004 until 2007", "stopped last year".
  private func isPastPeriod(_ range: Range<Int>) -> Bool {
    range.contains { Self.stopped.contains(document.tokens[$0].hash) }
  }

  private static let starting: WordSet =
    """
    start starts started starting begin begins initiate initiated initiating recommend recommended discussed discuss
    offered offer consider considering prescribe prescribed plan planned will would next if eligible candidate
    option options declined declines refuses refused prefers talked think suggest advised trial then
    """
  private static let stopped: WordSet =
    """
    stopped stop completed discontinued off previously past former formerly until ended holiday finished received
    single intolerant intolerance allergic allergy prior previous after history never once course courses burst
    """
  private static let ongoing: WordSet =
    """
    on taking takes continue continues continued continuing currently current chronic tolerating daily weekly
    monthly since refill refilled maintained remains uses using under treated years months long begun
    """

}
