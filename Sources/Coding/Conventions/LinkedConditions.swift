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
