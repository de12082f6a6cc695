import ClinicalText
import ICD10CM

/// What a note as a whole is about: the sites and the side that its title, reason, procedure and diagnoses name.
///
/// A diagnosis that names no site or side of its own takes them from its item of the conclusion, else from here
/// (Guidelines I.B.13: the side may be taken from anywhere in the record where the record does not conflict).
package struct NoteTopic: Sendable {
  /// Sites of the title, the reason for the visit, the procedure and the diagnoses; else of the history of the illness.
  package let sites: [Evidence]
  /// The side on which all of these agree.
  package let side: SideEvidence?

  package init(_ findings: Findings, outline: NoteOutline, sides: SideFinder) {
    let document = findings.document
    var declared: [Range<Int>] = []
    var diagnoses: [Range<Int>] = []
    var illness: [Range<Int>] = []
    var story: [Range<Int>] = []
    let hasSections = document.hasTellingSections
    for (index, sentence) in document.sentences.enumerated() {
      let kind = document.sections[sentence.section].kind
      let place = outline.places[index]
      switch kind {
      case .none where hasSections ? index < 4 : index < 1: declared.append(sentence.tokens)
      case .chiefComplaint, .indication, .procedure, .preoperativeDiagnosis, .admittingDiagnosis:
        declared.append(sentence.tokens)
      case .presentIllness, .interval, .hospitalCourse: illness.append(sentence.tokens)
      default:
        if place.role == .conclusion {
          diagnoses.append(sentence.tokens.lowerBound..<place.telling)
        } else if place.role == .narrative {
          story.append(sentence.tokens)
        }
      }
    }
    side = [declared + diagnoses, illness, story].lazy.compactMap { sides.onlySide(in: $0) }.first
    // Of several problems neither the story nor another problem says which site one of them has.
    let items = Set(outline.places.lazy.map(\.item)).subtracting([0])
    let differ = items.count > 2 && Self.differ(items, outline: outline, findings)
    let groups = [differ ? declared : declared + diagnoses] + (items.count > 1 ? [] : [illness, story])
    sites = groups.lazy.map { Self.sites(in: $0, findings) }.first { !$0.isEmpty } ?? []
  }

  /// Whether the items of the conclusion that name a site name no site in common.
  private static func differ(_ items: Set<Int>, outline: NoteOutline, _ findings: Findings) -> Bool {
    var sites: [Int: Set<WordID>] = [:]
    for (place, sentence) in zip(outline.places, findings.document.sentences) where items.contains(place.item) {
      findings.forEachSite(in: sentence.tokens) { sites[place.item, default: []].insert($0.word) }
    }
    guard let first = sites.first?.value, sites.count > 1 else { return false }
    return sites.values.reduce(first) { $0.intersection($1) }.isEmpty
  }

  private static func sites(in ranges: [Range<Int>], _ findings: Findings) -> [Evidence] {
    var result: [Evidence] = []
    for range in ranges { findings.forEachSite(in: range) { result.append($0) } }
    return result
  }
}

extension Findings {
  /// Calls `body` with each site that the text names in a range of tokens.
  package func forEachSite(in range: Range<Int>, _ body: (Evidence) -> Void) {
    var index = evidenceIndex(at: range.lowerBound)
    while index < evidence.count, evidence[index].tokens.lowerBound < range.upperBound {
      if evidence[index].isSite { body(evidence[index]) }
      index += 1
    }
  }
}
