import ICD10CM
import JSON

extension CoveragePack {
  /// Reads a pack of Knowledge/coverage; the form is described in Documentation/billing.md.
  public init(_ bytes: [UInt8], file: String) throws(TableError) {
    func wrong(_ message: String) -> TableError { TableError(file: file, line: 1, message: message) }
    let root: JSONValue
    do { root = try JSONReader.value(of: bytes) } catch { throw wrong("is not valid JSON: \(error)") }
    func text(_ value: JSONValue?, _ name: String) throws(TableError) -> String {
      guard let text = value?.text, !text.isEmpty else { throw wrong("'\(name)' is missing") }
      return text
    }
    func strings(_ value: JSONValue?) -> [String] { Self.elements(value).compactMap(\.text) }
    func codes(_ value: JSONValue?) throws(TableError) -> [Code] {
      let names = strings(value)
      let codes = names.compactMap { Code($0) }
      guard codes.count == names.count else { throw wrong("a diagnosis that is no code") }
      return codes
    }
    func day(_ value: JSONValue?, _ name: String) throws(TableError) -> Day {
      guard let day = value?.text.flatMap({ Day($0) }) else { throw wrong("'\(name)' is no day") }
      return day
    }

    var sources: [String: Source] = [:]
    for element in Self.elements(root["sources"]) {
      let id = try text(element["id"], "sources.id")
      sources[id] = Source(
        id: id, text: try text(element["text"], "sources.text"), date: element["date"]?.text ?? "",
        isVerified: element["verified"] == .bool(true))
    }
    func source(_ value: JSONValue?) throws(TableError) -> Source {
      let id = try text(value, "source")
      guard let source = sources[id] else { throw wrong("names the source '\(id)', which is not listed") }
      return source
    }
    func ways(_ value: JSONValue?) throws(TableError) -> [Condition.Way] {
      var result: [Condition.Way] = []
      for element in Self.elements(value) {
        let name = try text(element["fact"], "fact")
        guard let fact = Fact(rawValue: name) else { throw wrong("'\(name)' is no fact that a chart can hold") }
        result.append(
          Condition.Way(
            fact: fact, text: try text(element["text"], "text"),
            sex: element["sex"]?.text.flatMap { AdministrativeSex(rawValue: $0) },
            diagnoses: try codes(element["diagnoses"]),
            procedures: strings(element["procedures"]), notAfter: strings(element["notAfter"])))
      }
      return result
    }

    id = try text(root["id"], "id")
    title = try text(root["title"], "title")
    contractor = try text(root["contractor"], "contractor")
    payers = strings(root["payers"])
    from = try day(root["from"], "from")
    to = root["to"] == nil ? nil : try day(root["to"], "to")
    checked = try day(root["checked"], "checked")
    procedures = strings(root["procedures"])
    gaps = strings(root["gaps"])
    diagnoses = []
    for element in Self.elements(root["diagnoses"]) {
      let name = try text(element["listing"], "listing")
      guard let listing = Listing(rawValue: name) else { throw wrong("'\(name)' is no listing") }
      diagnoses.append(
        DiagnosisRule(
          codes: try codes(element["codes"]), procedures: strings(element["procedures"]), listing: listing,
          source: try source(element["source"])))
    }
    conditions = []
    for element in Self.elements(root["conditions"]) {
      conditions.append(
        Condition(
          text: try text(element["text"], "text"), settledBy: try text(element["settledBy"], "settledBy"),
          ways: try ways(element["ways"]), source: try source(element["source"])))
    }
    frequency = nil
    if let element = root["frequency"] {
      guard let months = element["fullMonths"]?.integer, (0...1200).contains(months) else {
        throw wrong("'frequency.fullMonths' is no number of months")
      }
      frequency = Frequency(
        fullMonths: months, exceptions: try ways(element["exceptions"]), procedures: strings(element["procedures"]),
        settledBy: try text(element["settledBy"], "settledBy"), source: try source(element["source"]))
    }
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let elements)? = value { elements } else { [] }
  }
}
