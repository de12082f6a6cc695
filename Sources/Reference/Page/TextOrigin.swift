public import ICD10CM

/// Where the text of a part of a page comes from. Every part says it.
public enum TextOrigin: Sendable, Hashable {
  /// The code set, as far as the edition's files are official.
  case codeSet(PageEdition)
  /// Made from titles and notes of the code set by a rule of this program.
  case derived
  /// Written by people and cited; the number of sources.
  case editorial(sources: Int)
  /// The project's own table of words.
  case lexicon
  /// Installed tables of payment; every statement carries its own source.
  case tables
  /// The tables for it are not installed.
  case notInstalled

  /// The line that a page shows.
  public var label: String {
    switch self {
    case .codeSet(let edition):
      switch edition.standing {
      case .official: "Official code set, edition \(edition.name)"
      case .reconstructed: "Code set, edition \(edition.name), reconstructed from official files"
      case .patched: "Code set, edition \(edition.name), reconstructed and patched"
      case .own: "Own code set, edition \(edition.name)"
      }
    case .derived: "Derived from the code set"
    case .editorial(let sources): sources == 1 ? "Editorial, 1 source" : "Editorial, \(sources) sources"
    case .lexicon: "Osteon’s own lexicon"
    case .tables: "Installed tables"
    case .notInstalled: "Not installed"
    }
  }
}

/// The edition of a page, with how far it is official.
public struct PageEdition: Sendable, Hashable {
  /// "2027", "2026-04".
  public let name: String
  /// First day in force.
  public let effectiveFrom: Day
  /// Last day in force.
  public let effectiveTo: Day
  /// How far it is official.
  public let standing: Edition.Standing
  /// Which edition's notes it carries, where they are older than the codes.
  public let notesAsOf: String

  init(_ edition: Edition) {
    name = edition.name
    effectiveFrom = edition.effectiveFrom
    effectiveTo = edition.effectiveTo
    standing = edition.standing
    notesAsOf = edition.notesAsOf
  }

  /// "patched, notes as of April 2026".
  public var standingText: String {
    notesAsOf.isEmpty ? standing.rawValue : "\(standing.rawValue), notes as of \(notesAsOf)"
  }
}
