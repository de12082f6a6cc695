import Billing
import ICD10CM
import Testing

@Suite struct GrouperTests {
  // MARK: Versions

  @Test(arguments: [("43", 430), ("43.1", 431), ("v44", 440), ("44.0", 440)])
  func `a version is read`(_ text: String, _ number: Int) { #expect(GrouperVersion(text)?.rawValue == number) }

  @Test(arguments: ["", "42", "v", "44.1", "forty"])
  func `what is no version is refused`(_ text: String) { #expect(GrouperVersion(text) == nil) }

  @Test(arguments: [
    ("2025-09-30", nil), ("2025-10-01", "43"), ("2026-03-31", "43"), ("2026-04-01", "43.1"), ("2026-09-30", "43.1"),
    ("2026-10-01", "44"), ("2027-02-01", "44"),
  ])
  func `the day of discharge picks the version`(_ day: String, _ name: String?) throws {
    #expect(GrouperVersion(inForceOn: try #require(Day(day)))?.name == name)
  }

  // MARK: Absence

  @Test func `a grouper that is not installed is a message with its remedy`() {
    let error = #expect(throws: PackageError.self) { try Grouper(PackageFolder(path: "/nonexistent")) }
    #expect(error?.description.contains("osteon setup") == true)
    #expect(error?.file.hasPrefix("/nonexistent/") == true)
  }

  // MARK: Grouping

  @Test(
    .enabled(if: Installed.grouper != nil),
    arguments: [
      (["M85.89"], 566, Severity.none), (["M85.89", "I10"], 566, .none), (["M85.89", "I50.20"], 565, .cc),
      (["M85.89", "J96.01"], 564, .mcc), (["M85.89", "I50.20", "J96.01"], 564, .mcc),
    ])
  func `comorbidity decides between 564, 565 and 566`(_ codes: [String], _ drg: Int, _ severity: Severity) throws {
    let grouper = try #require(Installed.grouper)
    for version in [GrouperVersion.v43April, .v44] {
      let grouping = try #require(grouper.group(try stay(codes), version: version))
      #expect(grouping.drg == drg)
      #expect(grouping.mdc == 8)
      #expect((grouping.secondary.map(\.effect).max() ?? .none) == severity)
      #expect(grouping.status == "OK")
    }
  }

  @Test(.enabled(if: Installed.grouper != nil))
  func `the principal diagnosis takes a related comorbidity away`() throws {
    let grouper = try #require(Installed.grouper)
    let grouping = try #require(grouper.group(try stay(["S82.464N", "S52.616Q"]), version: .v44))
    #expect(grouping.secondary.first?.isExcluded == true)
    #expect(grouping.secondary.first?.severity != Severity.none)
    #expect(grouping.secondary.first?.effect == Severity.none)
  }

  @Test(.enabled(if: Installed.grouper != nil))
  func `what-if names the diagnosis that carries the DRG and the one that would`() throws {
    let grouper = try #require(Installed.grouper)
    let changes = DRGWhatIf(grouper, version: .v44).changes(
      of: try stay(["M85.89", "I50.20", "I10"]),
      candidates: ["J96.01", "E78.5", "I10"].compactMap { Code($0) })
    #expect(changes.map(\.code.description) == ["I50.20", "J96.01"])
    #expect(changes.map(\.isRemoved) == [true, false])
    #expect(changes.map(\.grouping.drg) == [566, 564])
  }

  @Test(.enabled(if: Installed.grouper != nil))
  func `presence on admission is checked only where it is reported`() throws {
    let grouper = try #require(Installed.grouper)
    var silent = try stay(["M85.89", "S72.001A"])
    #expect(grouper.group(silent, version: .v44)?.status == "OK")
    silent.principal.presentOnAdmission = .yes
    silent.secondary[0].presentOnAdmission = .no
    let checked = try #require(grouper.group(silent, version: .v44))
    #expect(checked.drg == 566, "a fracture acquired in hospital does not raise the DRG")
  }

  private func stay(_ codes: [String]) throws -> InpatientStay {
    let diagnoses = try codes.map { InpatientDiagnosis(try #require(Code($0))) }
    return InpatientStay(
      age: 70, sex: .female, principal: try #require(diagnoses.first), secondary: Array(diagnoses.dropFirst()))
  }

  // MARK: CMS's own answers

  private static let claims = "data/billing/msdrg/ortho_claims_expected.tsv"

  @Test(.enabled(if: Installed.grouper != nil && Installed.shared(claims) != nil))
  func `six thousand orthopaedic stays group as CMS groups them`() throws {
    let grouper = try #require(Installed.grouper)
    let rows = try #require(Installed.shared(Self.claims)).split(separator: "\n").dropFirst()
    var wrong: [Substring] = []
    for row in rows {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
      let codes = ([fields[2]] + fields[3].split(separator: " ")).compactMap { Code($0) }
      let stay = InpatientStay(
        age: try #require(Int(fields[0])), sex: fields[1] == "M" ? .male : .female,
        principal: InpatientDiagnosis(try #require(codes.first)),
        secondary: codes.dropFirst().map { InpatientDiagnosis($0) },
        procedures: fields[4].split(separator: " ").map(String.init))
      let (v43, v44) = (grouper.group(stay, version: .v43April), grouper.group(stay, version: .v44))
      if v43?.drg != Int(fields[6]) || v43?.mdc != Int(fields[5]) || v44?.drg != Int(fields[7]) { wrong.append(row) }
    }
    #expect(rows.count == 6000)
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }
}
