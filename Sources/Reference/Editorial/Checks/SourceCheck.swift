import ICD10CM

/// Checks dates, sources and citations of a page.
struct SourceCheck {
  let file: EditorialFile
  let today: Day

  func problems() -> [EditorialProblem] {
    var result = dates()
    var cited: Set<Int> = []
    for paragraph in file.paragraphs {
      let numbers = paragraph.pieces.compactMap { if case .citation(let number) = $0.content { number } else { nil } }
      let isMarked = paragraph.pieces.contains { if case .unverified = $0.content { true } else { false } }
      cited.formUnion(numbers)
      if numbers.isEmpty, !isMarked {
        result.append(
          problem(.uncited, paragraph.line, "the paragraph cites nothing", "add [1] for source 1, or [unverified]"))
      }
      for number in numbers {
        guard let source = file.sources.first(where: { $0.number == number }) else {
          result.append(
            problem(.unknownSource, paragraph.line, "there is no source \(number)", "list it in the front matter"))
          continue
        }
        if source.readOn == nil, !isMarked {
          result.append(
            problem(
              .unreadSource, paragraph.line, "source \(number) was not read by anybody",
              "add [unverified] to the sentence, or read the source and note the day"))
        }
      }
      result += sections(paragraph, numbers)
    }
    for source in file.sources where !cited.contains(source.number) {
      result.append(
        problem(
          .unusedSource, file.lines["source \(source.number)"] ?? 1, "nothing cites source \(source.number)",
          "cite it with [\(source.number)], or take it out"))
    }
    return result
  }

  private func problem(_ kind: EditorialProblem.Kind, _ line: Int, _ message: String, _ remedy: String)
    -> EditorialProblem
  {
    EditorialProblem(kind, file.name, line: line, message, remedy: remedy)
  }

  private func dates() -> [EditorialProblem] {
    var result: [EditorialProblem] = []
    if let reviewBy = file.reviewBy, reviewBy < today {
      result.append(
        problem(
          .stale, file.lines["review-by"] ?? 1, "the page was to be reviewed by \(reviewBy)",
          "read it again against its sources, and set 'verified' and 'review-by'"))
    }
    guard let verified = file.verified else { return result }
    if verified > today || file.reviewBy.map({ $0 <= verified }) == true {
      result.append(
        problem(
          .stale, file.lines["verified"] ?? 1, "verified on \(verified) does not fit today and the review date",
          "set 'verified' to the day of the last reading, and 'review-by' after it"))
    }
    for source in file.sources {
      guard let readOn = source.readOn, readOn > verified else { continue }
      result.append(
        problem(
          .stale, file.lines["source \(source.number)"] ?? 1, "source \(source.number) was read after 'verified'",
          "set 'verified' to \(readOn) or later"))
    }
    return result
  }

  /// Sections of the guidelines ("I.C.13.d") must be among what a cited source supports.
  private func sections(_ paragraph: EditorialFile.Paragraph, _ numbers: [Int]) -> [EditorialProblem] {
    let supported = file.sources.filter { numbers.contains($0.number) }
      .flatMap { Self.sections(in: $0.supports) }
    var result: [EditorialProblem] = []
    for piece in paragraph.pieces {
      guard case .text(let text) = piece.content else { continue }
      for section in Self.sections(in: text) {
        if supported.contains(where: { section == $0 || section.hasPrefix($0 + ".") }) { continue }
        result.append(
          problem(
            .unsupportedSection, piece.line, "no source cited here is listed for section \(section)",
            "cite the source that has it, and name the section in its 'supports'"))
      }
    }
    return result
  }

  /// Words like I.C.13.d, IV.H, II.
  static func sections(in text: String) -> [String] {
    text.split { " ,;()[]".contains($0) }.compactMap { word in
      var word = word
      while word.last == "." { word.removeLast() }
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 2, ["I", "II", "III", "IV"].contains(String(parts[0])), parts[1].count == 1,
        parts[1].first?.isUppercase == true, parts.dropFirst(2).allSatisfy({ !$0.isEmpty && $0.count <= 2 })
      else { return nil }
      return String(word)
    }
  }
}
