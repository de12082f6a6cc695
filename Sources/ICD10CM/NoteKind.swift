/// Kind of a note of the Tabular List.
public enum NoteKind: UInt8, CaseIterable, Sendable {
  case includes, inclusionTerm, excludes1, excludes2, codeFirst, useAdditionalCode, codeAlso, sevenCharacterNote, note

  /// The heading under which the Tabular prints such notes.
  public var heading: String {
    switch self {
    case .includes: "Includes"
    case .inclusionTerm: "Inclusion term"
    case .excludes1: "Excludes1"
    case .excludes2: "Excludes2"
    case .codeFirst: "Code first"
    case .useAdditionalCode: "Use additional code"
    case .codeAlso: "Code also"
    case .sevenCharacterNote: "7th character"
    case .note: "Note"
    }
  }
}
