import Findings
import ICD10CM

/// Conditions that the classification presumes to be linked (Guidelines I.A.15 "with", I.C.4.a, I.C.9.a).
enum LinkedConditions {
  private static let kidney: CodeFamily = "N18"
  private static let severeKidney: CodeFamily = "N18.5 N18.6"
  private static let heartFailure: CodeFamily = "I50"
  private static let hypertension: CodeFamily = "I10"
  private static let diabetes: CodeFamily = "E08.9 E09.9 E10.9 E11.9 E13.9"
  /// A condition beside diabetes, and the ending that the diabetes code takes.
  private static let withDiabetes: [(condition: CodeFamily, ending: String, replaces: Bool)] = [
    ("N18", "22", false), ("L97.4 L97.5", "621", false), ("L97 L98.4", "622", false), ("M86", "69", false),
    ("G62.9 G60.9", "42", true), ("M14.6", "610", true), ("I73.9", "51", true),
  ]

  static func link(_ assignments: inout [Assignment], book: Book) {
    linkHypertension(&assignments, book)
    linkDiabetes(&assignments, book)
    linkRadiculopathy(&assignments, book)
  }

  private static func first(_ family: CodeFamily, in assignments: [Assignment], _ book: Book) -> Int? {
    assignments.firstIndex { !$0.isStatus && family.contains(book.code(of: $0.node)) }
  }

  private static func replace(
    _ index: Int, by text: String, because other: Assignment, _ list: inout [Assignment], _ book: Book
  ) {
    guard let node = Code(text).flatMap(book.node), book.isBillable(node) else { return }
    list[index].node = node
    list[index].steps.append(
      DerivationStep(rule: .presumedLink, node: node, spans: [list[index].span, other.span].sorted()))
    list[index].isUnspecific = false
  }

  /// Radiculopathy of a region, and the disorders of discs and joints there of which it is a part: the Excludes1 notes at
  /// M54.1 and M54.3 (sciatica due to a disc) send it to their codes. That the two are linked where the note does not say
  /// so is "with" of the Index (I.A.15; its entries not seen, unverified).
  private static let withRadiculopathy: [(root: CodeFamily, disorder: CodeFamily)] = [
    ("M54.10-M54.13", "M50.2 M50.3"), ("M54.10 M54.14 M54.15", "M51.24 M51.25 M51.34 M51.35"),
    ("M54.10 M54.15-M54.18 M54.3", "M51.26 M51.27 M51.36 M51.37"), ("M54.10-M54.13", "M47.811-M47.813"),
    ("M54.10 M54.14 M54.15", "M47.814 M47.815"), ("M54.10 M54.15-M54.18", "M47.816-M47.818"),
  ]

  /// The code that says "with radiculopathy" of a disorder: "M51.26" and "M51.360" become "M51.16", "M50.222" "M50.122",
  /// "M47.816" "M47.26".
  private static func withRadiculopathy(_ code: Code) -> String {
    let text = code.undotted
    switch text.prefix(3) {
    case "M47": return "M472" + text.suffix(1)
    case "M50": return "M501" + text.dropFirst(4)
    default: return "M511" + text.dropFirst(4).prefix(1)
    }
  }

  private static func linkRadiculopathy(_ list: inout [Assignment], _ book: Book) {
    for row in withRadiculopathy {
      guard let disorder = first(row.disorder, in: list, book), let root = first(row.root, in: list, book) else {
        continue
      }
      let combined = withRadiculopathy(book.code(of: list[disorder].node))
      replace(disorder, by: combined, because: list[root], &list, book)
      guard book.code(of: list[disorder].node).undotted == combined else { continue }
      list.remove(at: root)
    }
  }

  private static func linkHypertension(_ list: inout [Assignment], _ book: Book) {
    guard let pressure = first(hypertension, in: list, book) else { return }
    let heart = first(heartFailure, in: list, book)
    let kidneys = first(kidney, in: list, book)
    let isSevere = first(severeKidney, in: list, book) != nil
    switch (heart, kidneys) {
    case (let heart?, .some): replace(pressure, by: isSevere ? "I13.2" : "I13.0", because: list[heart], &list, book)
    case (let heart?, nil): replace(pressure, by: "I11.0", because: list[heart], &list, book)
    case (nil, let kidneys?): replace(pressure, by: isSevere ? "I12.0" : "I12.9", because: list[kidneys], &list, book)
    case (nil, nil): return
    }
    // The combination code is sequenced before the kind of heart failure or stage of kidney disease.
    let combined = list.remove(at: pressure)
    let place = list.firstIndex {
      heartFailure.contains(book.code(of: $0.node)) || kidney.contains(book.code(of: $0.node))
    }
    list.insert(combined, at: min(place ?? pressure, list.count))
  }

  private static func linkDiabetes(_ list: inout [Assignment], _ book: Book) {
    guard let sugar = first(diabetes, in: list, book) else { return }
    for row in withDiabetes {
      guard let other = first(row.condition, in: list, book) else { continue }
      let category = book.code(of: list[sugar].node).category.undotted
      replace(sugar, by: category + row.ending, because: list[other], &list, book)
      if row.replaces { list.remove(at: other) }
      return
    }
  }
}
