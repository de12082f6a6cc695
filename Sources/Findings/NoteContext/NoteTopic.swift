import ClinicalText

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
    var groups: [[Range<Int>]] = [[], [], []]
    let hasSections = document.hasTellingSections
    for (index, sentence) in document.sentences.enumerated() {
      let kind = document.sections[sentence.section].kind
      let place = outline.places[index]
      switch kind {
      case .none where hasSections ? index < 4 : index < 1: groups[0].append(sentence.tokens)
      case .chiefComplaint, .indication, .procedure, .preoperativeDiagnosis, .admittingDiagnosis:
        groups[0].append(sentence.tokens)
      case .presentIllness, .interval, .hospitalCourse: groups[1].append(sentence.tokens)
      default:
        if place.role == .conclusion {
          groups[0].append(sentence.tokens.lowerBound..<place.telling)
        } else if place.role == .narrative {
          groups[2].append(sentence.tokens)
        }
      }
    }
    // Of several problems the story does not say which one a site belongs to.
    let isOneProblem = Set(outline.places.lazy.map(\.item)).count <= 2
    sites = groups.prefix(isOneProblem ? 3 : 1).lazy.map { Self.sites(in: $0, findings) }.first { !$0.isEmpty } ?? []
    side = groups.lazy.compactMap { sides.onlySide(in: $0) }.first
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
