import Billing
import ICD10CM
import JSON

/// Members of a JSON object, read with errors that name where they are.
struct JSONObjectReader {
  private let value: JSONValue
  private let path: String

  init(_ value: JSONValue, at path: String) throws(EncounterError) {
    guard case .object = value else {
      throw EncounterError(member: path, message: "must be an object")
    }
    self.value = value
    self.path = path
  }

  func error(_ name: StaticString, _ message: String) -> EncounterError {
    EncounterError(member: member(name), message: message)
  }

  private func member(_ name: StaticString) -> String { path.isEmpty ? "\(name)" : "\(path).\(name)" }

  /// The member where it is there and not null.
  private func present(_ name: StaticString) -> JSONValue? {
    guard let found = value[name], found != .null else { return nil }
    return found
  }

  func has(_ name: StaticString) -> Bool { present(name) != nil }

  func text(_ name: StaticString) throws(EncounterError) -> String? {
    guard let found = present(name) else { return nil }
    guard let text = found.text else { throw error(name, "must be a string") }
    return text
  }

  func integer(_ name: StaticString) throws(EncounterError) -> Int? {
    guard let found = present(name) else { return nil }
    guard let number = found.integer, (-1_000_000...1_000_000).contains(number) else {
      throw error(name, "must be a whole number")
    }
    return number
  }

  func flag(_ name: StaticString) throws(EncounterError) -> Bool? {
    guard let found = present(name) else { return nil }
    guard case .bool(let flag) = found else { throw error(name, "must be true or false") }
    return flag
  }

  func day(_ name: StaticString) throws(EncounterError) -> Day? {
    guard let text = try text(name) else { return nil }
    guard let day = Day(text) else { throw error(name, "must be a day, as \"2026-11-02\"") }
    return day
  }

  /// An amount, as a string or a number: its text is read, so that no cent is lost.
  func money(_ name: StaticString) throws(EncounterError) -> Money? {
    guard let found = present(name) else { return nil }
    let text: String?
    if case .number(let digits) = found { text = String(decoding: digits, as: UTF8.self) } else { text = found.text }
    guard let text, let money = Money(text) else { throw error(name, "must be dollars and cents, as \"120.50\"") }
    return money
  }

  func elements(_ name: StaticString) throws(EncounterError) -> [JSONValue] {
    guard let found = present(name) else { return [] }
    guard case .array(let elements) = found else { throw error(name, "must be an array") }
    return elements
  }

  func object(_ name: StaticString) throws(EncounterError) -> JSONObjectReader? {
    guard let found = present(name) else { return nil }
    return try JSONObjectReader(found, at: member(name))
  }

  func objects(_ name: StaticString) throws(EncounterError) -> [JSONObjectReader] {
    var result: [JSONObjectReader] = []
    for (index, element) in try elements(name).enumerated() {
      result.append(try JSONObjectReader(element, at: "\(member(name))[\(index)]"))
    }
    return result
  }
}
