internal import ClinicalText

/// Finds the section of increasing offsets in one pass.
struct SectionCursor {
  private let sections: [Section]
  private var index = 0

  init(_ document: Document) { sections = document.sections }

  mutating func kind(at offset: Int) -> SectionKind {
    while index + 1 < sections.count, sections[index + 1].body.start <= offset { index += 1 }
    guard sections.indices.contains(index), sections[index].body.start <= offset else { return .none }
    return sections[index].kind
  }
}
