import Coding
import Foundation
import ICD10CM
import Mustache
import Practice

/// The pages, rendered on the server; scripts only fill in what changes while somebody speaks.
struct Pages: Sendable {
  private let configuration: DeskConfiguration
  private let lists: UserLists
  private let library: MustacheLibrary

  init(configuration: DeskConfiguration, lists: UserLists) throws {
    self.configuration = configuration
    self.lists = lists
    var library = MustacheLibrary()
    let sources: [(String, [UInt8])] = [
      ("layout", PackageResources.layout_mustache), ("home", PackageResources.home_mustache),
      ("dictate", PackageResources.dictate_mustache), ("review", PackageResources.review_mustache),
      ("settings", PackageResources.settings_mustache), ("package", PackageResources.package_mustache),
      ("billing", PackageResources.billing_mustache), ("claim", PackageResources.claim_mustache),
    ]
    for (name, bytes) in sources { try library.register(String(decoding: bytes, as: UTF8.self), named: name) }
    self.library = library
  }

  /// A file that pages load.
  static func asset(_ name: String) -> (bytes: [UInt8], type: String)? {
    switch name {
    case "desk.css": (PackageResources.desk_css, "text/css; charset=utf-8")
    case "desk.js": (PackageResources.desk_js, "text/javascript; charset=utf-8")
    case "dictate.js": (PackageResources.dictate_js, "text/javascript; charset=utf-8")
    case "recorder.js": (PackageResources.recorder_js, "text/javascript; charset=utf-8")
    case "capture.js": (PackageResources.capture_js, "text/javascript; charset=utf-8")
    case "review.js": (PackageResources.review_js, "text/javascript; charset=utf-8")
    case "billing.js": (PackageResources.billing_js, "text/javascript; charset=utf-8")
    case "settings.js": (PackageResources.settings_js, "text/javascript; charset=utf-8")
    default: nil
    }
  }

  private func render(_ name: String, _ values: [String: Any], page: String) throws -> String {
    var values = values
    values["version"] = configuration.version
    values["is-" + page] = true
    guard let html = library.render(values, withTemplate: name) else {
      throw DeskError(500, "the page \(name) is missing")
    }
    return html
  }

  // MARK: Pages

  func home() async throws -> String {
    let encounters = try store { () throws(PracticeError) in try configuration.store.encounters() }
    let rows = encounters.map { encounter -> [String: Any] in
      [
        "id": encounter.id, "label": encounter.content.label.isEmpty ? "Without a label" : encounter.content.label,
        "date": encounter.content.date, "updated": Self.moment(encounter.updated),
        "signed": encounter.signed != nil, "open": encounter.signed == nil,
        "words": encounter.content.note.split(whereSeparator: \.isWhitespace).count,
      ]
    }
    return try render(
      "home",
      [
        "title": "Encounters", "encounters": rows, "none": rows.isEmpty, "templates": templates(),
        "today": Self.day(Date()),
      ], page: "home")
  }

  private func templates() -> [[String: Any]] {
    NoteTemplate.all(in: lists.templates).templates.map { ["id": $0.id, "name": $0.name, "kind": $0.kind] }
  }

  private func values(_ encounter: Encounter) -> [String: Any] {
    let content = encounter.content
    return [
      "id": encounter.id, "label": content.label, "title": content.label.isEmpty ? "Encounter" : content.label,
      "note": content.note, "date": content.date, "age": content.age.map { "\($0)" } ?? "",
      "female": content.sex == "female", "male": content.sex == "male",
      "premenopausal": content.menopause == "premenopausal", "transition": content.menopause == "transition",
      "postmenopausal": content.menopause == "postmenopausal", "kind-dxa": content.kind == "dxa",
      "kind-note": content.kind == "note", "signed": encounter.signed.map { Self.moment($0) } ?? false,
    ]
  }

  func dictate(_ encounter: Encounter) throws -> String {
    var values = values(encounter)
    values["speech"] = configuration.speech?.name ?? false
    return try render("dictate", values, page: "dictate")
  }

  func review(_ encounter: Encounter) throws -> String {
    var values = values(encounter)
    values["billing"] = configuration.billing != nil
    if let billing = configuration.billing {
      values["procedures"] = try billing.glosses().map { ["number": $0.number, "gloss": $0.gloss] }
      let details = try store { () throws(PracticeError) in try configuration.store.billing(of: encounter.id) }.entry
      values["groups"] = Self.groups(ClaimField.ofEncounter, details.details)
    }
    return try render("review", values, page: "review")
  }

  /// Fields of a form with their headings and what was entered.
  private static func groups(_ fields: [ClaimField], _ details: [String: String]) -> [[String: Any]] {
    ClaimField.Group.allCases.compactMap { group in
      let own = fields.filter { $0.group == group }
      guard !own.isEmpty else { return nil }
      return ["heading": group.rawValue, "fields": own.map { Self.values($0, details[$0.key] ?? "") }]
    }
  }

  private static func values(_ field: ClaimField, _ value: String) -> [String: Any] {
    var values: [String: Any] = ["key": field.key, "label": field.label, "value": value, "limit": ClaimField.limit]
    switch field.entry {
    case .text: values["input"] = "text"
    case .date: values["input"] = "date"
    case .number: values["input"] = "number"
    case .choice(let choices):
      values["select"] = true
      values["choices"] = choices.map {
        ["value": $0.value, "name": $0.name, "selected": $0.value == value] as [String: Any]
      }
    }
    return values
  }

  /// The part of the review page below the forms.
  func billing(_ panel: BillingPanel) throws -> String { try render("billing", panel.values, page: "review") }

  /// The claim as a page to print.
  func claim(_ panel: BillingPanel) throws -> String {
    var values = panel.form
    values["title"] = "Claim"
    return try render("claim", values, page: "review")
  }

  func settings() throws -> String {
    let templates = NoteTemplate.all(in: lists.templates)
    let choice = try? configuration.coding.choose(nil)
    let book = choice?.coder.book
    return try render(
      "settings",
      [
        "title": "Settings", "edition": book?.edition.name ?? "none installed",
        "standing": book?.edition.standing.rawValue ?? "", "from": book.map { "\($0.edition.effectiveFrom)" } ?? "",
        "to": book.map { "\($0.edition.effectiveTo)" } ?? "", "notices": choice?.notices ?? [],
        "replacements": lists.replacements, "templates": templates.templates.map { ["name": $0.name, "id": $0.id] },
        "problems": templates.problems, "folder": lists.folder.path, "speech": configuration.speech?.name ?? false,
        "billing": configuration.billing != nil, "groups": Self.groups(ClaimField.ofPractice, lists.practiceDetails),
      ], page: "settings")
  }

  func package(_ package: DocumentationPackage) throws -> String {
    func score(_ value: Double?) -> String { value.map(ChecklistRow.written) ?? "" }
    let densities = package.measurements.map { row -> [String: Any] in
      [
        "site": row.side.isEmpty ? row.site : row.side + " " + row.site, "bmd": row.bmd.map { "\($0)" } ?? "",
        "t": score(row.t), "z": score(row.z), "category": row.diagnostic ? row.category : "not for diagnosis",
        "date": row.prior ? (row.date.isEmpty ? "earlier" : row.date) : "",
      ]
    }
    return try render(
      "package",
      [
        "title": package.label.isEmpty ? "Documentation" : package.label, "id": package.encounter,
        "label": package.label,
        "date": package.date, "age": package.age.map { "\($0) years" } ?? "", "sex": package.sex,
        "signer": package.signer, "signed": Self.moment(package.signed), "edition": package.edition,
        "standing": package.standing,
        "sections": package.sections.map {
          ["heading": $0.heading.isEmpty ? [] : [$0.heading], "text": $0.text] as [String: Any]
        },
        "densities": densities, "hasDensities": !densities.isEmpty,
        "diagnoses": package.diagnoses.map {
          [
            "code": $0.code, "title": $0.title, "evidence": $0.evidence, "decision": $0.decision,
            "proposed": $0.proposed,
            "reason": $0.reason,
          ]
        }, "rejected": package.rejected.map { ["code": $0.code, "title": $0.title, "reason": $0.reason] },
        "hasRejected": !package.rejected.isEmpty, "questions": package.questions.map { ["text": $0.text] },
        "hasQuestions": !package.questions.isEmpty,
      ], page: "package")
  }

  private func store<T>(_ work: () throws(PracticeError) -> T) throws(DeskError) -> T {
    do { return try work() } catch { throw DeskError(error) }
  }

  private static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
  private static func moment(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
      + " UTC"
  }
}
