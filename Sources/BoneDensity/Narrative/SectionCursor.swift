internal import ClinicalText

/// Finds the section of increasing offsets in one pass.
struct SectionCursor {
  private let sections: [Section]
  private var index = 0

  init(_ document: Document) { sections = document.sections }

  mutating func kind(at offset: Int) -> SectionKind {
    while index + 1 < sections.count, start(index + 1) <= offset { index += 1 }
    guard sections.indices.contains(index), start(index) <= offset else { return .none }
    return sections[index].kind
  }

  /// A statement may begin with the heading itself ("COMPARISON: DXA of 2020").
  private func start(_ index: Int) -> Int {
    sections[index].heading.isEmpty ? sections[index].body.start : sections[index].heading.start
  }
}
