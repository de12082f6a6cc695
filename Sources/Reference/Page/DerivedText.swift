import Coding
import ICD10CM

/// Sentences that follow from the code set: tips, pitfalls, questions and the checklist of a code.
///
/// Every sentence is a pattern of ours filled with titles and notes of the edition, and carries the rule of the engine or
/// the note that it rests on.
struct DerivedText {
  let row: CodeRow
  let headers: [CodeRow]
  let children: [CodeRow]
  let axes: [SiblingAxis]
  let notes: [CodePage.Notes]
  let related: [CodePage.Related]
  let seventhCharacters: [CodePage.SeventhCharacter]
  let history: [CodePage.History]
  let edition: PageEdition
  /// The code that stands for both sides of the same, where the family has one.
  let bilateral: CodeRow?

  typealias Statement = CodePage.Statement
  typealias Question = CodePage.Question

  private static let maximumValues = 12
  private static let fillers: Set = ["code", "codes", "code(s)", "to", "identify", "specify"]

  func source(_ id: String) -> String { CodingRule.source(id) }
  func source(_ rule: CodingRule) -> String { CodingRule.source(rule.id) }

  /// Whether the code itself ends with a 7th character.
  var hasSeventhCharacter: Bool { seventhCharacters.contains { $0.row.code == row.code } }

  /// The code as running text names it: a header with its dash.
  func name(_ row: CodeRow) -> String { CodePage.name(row) }

  private func quoted(_ label: String) -> String { "“\(label.smallFirst)”" }

  // MARK: Documentation tips

  var tips: [Statement] { axes.map(tip) + (bothSides.map { [$0] } ?? []) }

  /// What is reported where both sides are affected.
  var bothSides: Statement? {
    if let bilateral {
      guard bilateral.code != row.code else { return nil }
      return Statement(
        heading: "Both sides", text: "Where both sides are affected, one code says so.",
        values: [SiblingAxis.Value(label: "", row: bilateral)], source: source("laterality"))
    }
    guard let side = axes.last(where: { $0.kind == .side }) else { return nil }
    var pair = side.values.filter { $0.label == "Right" || $0.label == "Left" }
    guard pair.count == 2 else { return nil }
    // On a header with more than the side open, there are many such pairs.
    if side.value == nil, axes.contains(where: { $0.value == nil && $0.kind != .side && $0.kind != .encounter }) {
      pair = []
    }
    return Statement(
      heading: "Both sides",
      text: "There is no bilateral code here. Where both sides are affected, each side has its own code.",
      values: pair, source: source("both-sides"))
  }

  private func tip(_ axis: SiblingAxis) -> Statement {
    let name = subject(axis)
    guard let value = axis.value else {
      // Where site and side are both open, no answer to one of them is a code: its label alone is said.
      let isOneOfSeveral =
        axes.count { $0.value == nil && $0.kind != .encounter && $0.header.code == axis.header.code } > 1
      if isOneOfSeveral, axis.kind != .encounter {
        let labels = axis.values.count <= Self.maximumValues ? axis.values.map(\.label.smallFirst) : []
        return Statement(
          heading: axis.kind.heading,
          text: "Below \(axis.header.code) \(name) parts the codes"
            + (labels.isEmpty ? "." : ": \(list(labels, "or"))."), values: [], source: source(axis.rule))
      }
      return Statement(
        heading: axis.kind.heading,
        text: axis.kind == .encounter
          ? (tellsCare ? "The part of the care" : "The 7th character")
            + " completes the code; without its 7th character it is not valid."
          : "The chart decides among \(axis.values.count) rows below \(axis.header.code) by \(name).",
        values: axis.kind == .encounter ? [] : Array(axis.values.prefix(Self.maximumValues)), source: source(axis.rule))
    }
    let others = axis.values.filter { $0.row.code != value.row.code }
    if axis.kind == .encounter {
      return Statement(
        heading: seventhHeading, text: "The chart shows \(care(meaning(value.label))).", values: [],
        source: source(axis.rule))
    }
    if axis.isUnspecified {
      let named = others.filter { !isVague($0.label) }
      return Statement(
        heading: axis.kind.heading,
        text: "This code says that \(name) is not specified. Where the chart does specify it, another code is right.",
        values: Array(named.prefix(Self.maximumValues)), source: source(axis.rule))
    }
    if axis.kind == .side {
      return Statement(
        heading: axis.kind.heading, text: "The chart names the side: \(value.label.lowercased()).",
        values: unless(axis, "no side named"), source: source(axis.rule))
    }
    if axis.kind == .displacement {
      return Statement(
        heading: axis.kind.heading,
        text: "The chart says whether the fracture is displaced: \(value.label.smallFirst).",
        values: value.row.code == axis.fallback?.row.code ? [] : unless(axis, "not said"), source: source(axis.rule))
    }
    if value.label.lowercased() == "multiple sites" {
      return Statement(
        heading: axis.kind.heading,
        text: "The chart names each of the sites. A single site has a code of its own.",
        values: unless(axis, "no site named"), source: source(axis.rule))
    }
    if axis.isOther {
      let what = axis.kind == .site ? "a site that has" : "a kind that has"
      return Statement(
        heading: axis.kind.heading,
        text: "The chart names \(what) no code of its own below \(axis.header.code) (\(axis.header.title)).",
        values: unless(axis, "not named"), source: source("facet"))
    }
    return Statement(
      heading: axis.kind.heading,
      text: "\(axis.kind == .site ? "The chart names the site" : "The chart says which kind"): \(quoted(value.label)).",
      values: unless(axis, axis.kind == .site ? "no site named" : "not named"), source: source(axis.rule))
  }

  private func unless(_ axis: SiblingAxis, _ label: String) -> [SiblingAxis.Value] {
    guard let fallback = axis.fallback, fallback.row.code != axis.value?.row.code else { return [] }
    return [SiblingAxis.Value(label: label, row: fallback.row)]
  }

  /// Whether the 7th characters tell the part of the care, and not a stage, a fetus or a tophus.
  var tellsCare: Bool { seventhCharacters.contains { $0.meaning.contains("encounter") } }

  var seventhHeading: String { tellsCare ? SiblingAxis.Kind.encounter.heading : "7th character" }

  /// What a 7th character asks of the chart: "initial encounter" is no first visit but active treatment
  /// (Guidelines I.C.19.a).
  private func care(_ meaning: String) -> String {
    if meaning.hasPrefix("initial encounter") { return "active treatment (\(meaning))" }
    if meaning.hasPrefix("subsequent encounter") { return "care after the active treatment (\(meaning))" }
    if meaning.hasPrefix("sequela") { return "a condition that it left behind (\(meaning))" }
    return "this: \(meaning)"
  }

  func subject(_ axis: SiblingAxis) -> String {
    switch axis.kind {
    case .site: "the site"
    case .side: "the side"
    case .displacement: "displacement"
    case .type: "the kind"
    case .encounter: "the part of the care"
    }
  }

  private func isVague(_ label: String) -> Bool {
    let label = label.lowercased()
    return label.contains("unspecified") || label.contains("not specified")
  }

  /// "A: initial encounter for closed fracture" without its character.
  func meaning(_ label: String) -> String { String(label.dropFirst(3)) }

  // MARK: Pitfalls

  var pitfalls: [Statement] {
    var result: [Statement] = []
    if !row.isBillable {
      let next = seventhCharacters.isEmpty ? children : seventhCharacters.map(\.row)
      result.append(
        Statement(
          heading: "Header", text: "\(row.code) is a header and is not valid for submission.",
          values: next.prefix(Self.maximumValues).map { SiblingAxis.Value(label: "", row: $0) },
          source: source("facet")))
    } else if let header = headers.last {
      result.append(
        Statement(
          heading: "Too short",
          text: headers.count == 1
            ? "\(header.code) is a header: reported instead of \(row.code) it is not valid."
            : "\(list(headers.map(\.code.description))) are headers: reported instead of \(row.code) they are not valid.",
          values: [], source: source("facet")))
    }
    for kind in [SiblingAxis.Kind.site, .side] {
      let open = axes.filter { axis in
        guard axis.kind == kind, let fallback = axis.fallback, let value = axis.value else { return false }
        return fallback.row.code != value.row.code
      }
      guard let axis = open.first else { continue }
      let names = list(unique(open.compactMap { $0.fallback.map { name($0.row) } }))
      result.append(
        Statement(
          heading: kind == .side ? "Side left open" : "Site left open",
          text: open.count == 1
            ? "\(names) says that \(subject(axis)) is not specified; it is wrong where the chart names it."
            : "\(names) say that \(subject(axis)) is not specified; they are wrong where the chart names it.",
          values: [], source: source(axis.rule)))
    }
    if let placeholder = placeholderPosition {
      result.append(
        Statement(
          heading: "Placeholder",
          text: "The X in place \(placeholder) only holds the place so that the 7th character stands seventh; "
            + "it belongs to the code.",
          values: [], source: "Guidelines I.A.4 (unverified)"))
    }
    for relation in [CodePage.Relation.excludes1, .codeFirst, .useAdditional] {
      let named = related.filter { $0.relation == relation }
      guard let first = named.first else { continue }
      let same = named.filter { $0.level == first.level }
      let codes = list(unique(same.map(\.range)).prefix(6).map { "\($0)" }, "or")
      let text: String
      switch relation {
      case .excludes1: text = "Not reported together with \(codes): the note at \(first.level) excludes the pair."
      default:
        let kind: NoteKind = relation == .codeFirst ? .codeFirst : .useAdditionalCode
        if let words = introduction(kind, at: first.level) {
          text = "The note at \(first.level) says “\(words)” and names \(codes)."
        } else {
          text =
            "\(codes) \(kind == .codeFirst ? "goes first" : "is added") where it is documented, as the note at "
            + "\(first.level) says."
        }
      }
      result.append(
        Statement(
          heading: relation == .excludes1 ? "Excluded pair" : relation == .codeFirst ? "Sequence" : "Second code",
          text: text, values: [],
          source: relation == .excludes1 ? source("excludes1") : "Tabular, note at \(first.level)"))
    }
    return result
  }

  /// What a note of several lines begins with, where it says when the rest holds: "Code first, for adverse effects, the
  /// nature of the adverse effect, such as". A sentence that leaves it out would say too much.
  private func introduction(_ kind: NoteKind, at level: String) -> String? {
    guard let first = notes.first(where: { $0.kind == kind && $0.level == level })?.notes.first,
      first.targets.isEmpty, first.text.hasSuffix(":")
    else { return nil }
    let words = first.text.dropLast()
    // "code to identify" is no condition.
    guard words.split(separator: " ").contains(where: { !Self.fillers.contains(String($0)) }) else { return nil }
    if words.hasPrefix(",") { return kind.heading + words }
    return (words.hasPrefix("code") && kind == .useAdditionalCode ? "Use additional " : kind.heading + " ") + words
  }

  /// The place of the first placeholder X, counted from 1.
  private var placeholderPosition: Int? {
    let code = row.code
    guard hasSeventhCharacter, code.count == 7 else { return nil }
    return (3..<6).first { code[$0] == UInt8(ascii: "X") }.map { $0 + 1 }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { seen.insert($0).inserted }
  }

  func list(_ texts: [String], _ word: String = "and") -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
