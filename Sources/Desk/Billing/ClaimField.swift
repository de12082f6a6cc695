/// An entry of the billing forms: the practice's own in Settings, the encounter's on the review page.
struct ClaimField: Sendable, Hashable {
  /// Heading under which a field stands.
  enum Group: String, Sendable, CaseIterable {
    case billing = "Billing provider"
    case rendering = "Rendering provider"
    case submitter = "Who sends the claims"
    case payer = "Payer"
    case patient = "Patient, who is the insured"
    case claim = "Claim"
    case chart = "What the chart says"
  }

  /// How it is entered.
  enum Entry: Sendable, Hashable {
    case text
    case date
    case number
    /// One of some values, each with its name; the first stands for "not entered".
    case choice([Choice])

    struct Choice: Sendable, Hashable {
      var value: String
      var name: String
    }
  }

  /// Name under which it is kept.
  var key: String
  var label: String
  var group: Group
  var entry: Entry

  private init(_ key: String, _ label: String, _ group: Group, _ entry: Entry = .text) {
    self.key = key
    self.label = label
    self.group = group
    self.entry = entry
  }

  private static func choice(_ pairs: [(String, String)]) -> Entry {
    .choice(pairs.map { Entry.Choice(value: $0, name: $1) })
  }

  /// Yes, no, or "the chart does not say", which is not the same as no.
  private static let answer = choice([("", "not stated"), ("yes", "yes"), ("no", "no")])

  private static func address(_ key: String, _ group: Group) -> [ClaimField] {
    [
      ClaimField(key + ".line1", "Street", group), ClaimField(key + ".city", "City", group),
      ClaimField(key + ".state", "State", group), ClaimField(key + ".postalCode", "ZIP", group),
    ]
  }

  /// What is the same for every claim of the practice.
  static let ofPractice: [ClaimField] =
    [
      ClaimField("billing.name", "Name", .billing), ClaimField("billing.npi", "NPI", .billing),
      ClaimField("billing.taxID", "Tax number", .billing), ClaimField("billing.taxonomy", "Taxonomy code", .billing),
    ] + address("billing", .billing) + [
      ClaimField("rendering.last", "Last name", .rendering), ClaimField("rendering.first", "First name", .rendering),
      ClaimField("rendering.npi", "NPI", .rendering), ClaimField("rendering.taxonomy", "Taxonomy code", .rendering),
      ClaimField("submitter.name", "Name", .submitter), ClaimField("submitter.id", "Sender's identifier", .submitter),
      ClaimField("submitter.contact", "Contact", .submitter),
      ClaimField("submitter.telephone", "Telephone", .submitter),
      ClaimField(
        "submitter.mode", "Claims are", .submitter, choice([("", "a test"), ("production", "for production")])),
    ]

  /// What belongs to one encounter.
  ///
  /// Kinds of payers: X12 element 1032. Places: CMS, Place of Service Code Set (numbers; names in our words). The facts
  /// are those that coverage packs ask for.
  static let ofEncounter: [ClaimField] =
    [
      ClaimField(
        "payer.filing", "Kind", .payer,
        choice([
          ("", "not entered"), ("MB", "Medicare Part B"), ("CI", "commercial"), ("BL", "Blue Cross or Blue Shield"),
          ("MC", "Medicaid"), ("WC", "workers' compensation"), ("16", "Medicare Advantage (HMO)"),
        ])),
      ClaimField("payer.name", "Name", .payer), ClaimField("payer.id", "Payer's identifier", .payer),
      ClaimField("payer.memberID", "Member's identifier", .payer), ClaimField("payer.group", "Group", .payer),
      ClaimField("patient.last", "Last name", .patient), ClaimField("patient.first", "First name", .patient),
      ClaimField("patient.birth", "Date of birth", .patient, .date),
    ] + address("patient", .patient) + [
      ClaimField(
        "claim.place", "Place of service", .claim,
        choice([
          ("", "11 office"), ("19", "19 off-campus outpatient"), ("22", "22 on-campus outpatient"),
          ("21", "21 inpatient"), ("23", "23 emergency"), ("24", "24 surgical center"), ("49", "49 independent clinic"),
        ])), ClaimField("claim.authorization", "Authorization", .claim),
      ClaimField("referring.last", "Referred by, last name", .claim),
      ClaimField("referring.first", "First name", .claim), ClaimField("referring.npi", "Their NPI", .claim),
      ClaimField("chart.ordered", "Ordered after an evaluation of the need", .chart, answer),
      ClaimField("chart.lastDate", "Last bone density measurement", .chart, .date),
      ClaimField("chart.lastProcedure", "Its procedure (77080 if empty)", .chart),
      ClaimField("chart.complete", "No other measurement is known", .chart, answer),
      ClaimField("chart.glucocorticoidMonths", "Months on a glucocorticoid", .chart, .number),
      ClaimField("chart.monitoredOnDrug", "Osteoporosis drug is monitored", .chart, answer),
      ClaimField("chart.estrogenDeficientAtRisk", "Estrogen-deficient and at clinical risk", .chart, answer),
      ClaimField("chart.vertebralAbnormality", "Vertebral abnormality on X-ray", .chart, answer),
      ClaimField("chart.primaryHyperparathyroidism", "Primary hyperparathyroidism", .chart, answer),
      ClaimField("chart.confirmsBaseline", "Confirms a baseline of another technique", .chart, answer),
    ]

  /// Longest entry, in characters.
  static let limit = 120

  /// Only what the fields know, without blanks at the ends.
  static func cleaned(_ details: [String: String], _ fields: [ClaimField]) -> [String: String] {
    let keys = Set(fields.map(\.key))
    return details.reduce(into: [:]) { result, pair in
      let text = pair.value.filter { !$0.isNewline }
      let value = String(text.split(separator: " ").joined(separator: " ").prefix(limit))
      if keys.contains(pair.key), !value.isEmpty { result[pair.key] = value }
    }
  }
}
