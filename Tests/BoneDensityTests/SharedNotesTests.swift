import BoneDensity
import ClinicalText
import Foundation
import Testing

/// Labelled reports kept outside the project; these tests are skipped where they are absent.
enum SharedNotes {
  static let directory: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["OSTEON_SHARED"].map { URL(filePath: $0) }
      ?? root.appending(path: "../shared")
    let notes = shared.standardizedFileURL.appending(path: "data/notes")
    return FileManager.default.fileExists(atPath: notes.appending(path: "gold.jsonl").path) ? notes : nil
  }()

  struct Label: Decodable {
    struct Value: Decodable {
      let site: String
      let side: String?
      let t: Double?
      let z: Double?
      let bmd: Double?
    }
    struct Patient: Decodable {
      let age: Double?
      let sex: String?
    }
    let id: String
    let file: String
    let patient: Patient?
    let dxa_category: String?
    let measurements: [Value]?
  }

  static func labels() throws -> [Label] {
    guard let directory else { return [] }
    let text = try String(contentsOf: directory.appending(path: "gold.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Label.self, from: Data($0.utf8)) }
  }

  /// The kind of place a site name stands for.
  static func place(_ site: String) -> String {
    let names = [
      ("ward", "ward"), ("trochanter", "trochanter"), ("neck", "neck"), ("ud", "ultradistal"),
      ("ultradistal", "ultradistal"),
      ("33", "third"), ("1/3", "third"), ("radius", "radius"), ("spine", "spine"), ("hip", "hip"),
    ]
    return names.first { site.lowercased().contains($0.0) }?.1 ?? ""
  }
}

@Test(.enabled(if: SharedNotes.directory != nil))
func `labelled reports give their scores at site and side`() throws {
  let directory = try #require(SharedNotes.directory)
  var wanted = 0
  var found = 0
  for label in try SharedNotes.labels() {
    let bytes = try Data(contentsOf: directory.appending(path: label.file))
    let report = BoneDensityReport(Document(Array(bytes)))
    for value in label.measurements ?? [] {
      let entries = report.measurements.filter { entry in
        SharedNotes.place(entry.siteName) == SharedNotes.place(value.site)
          && (value.side != "left" && value.side != "right" || entry.side?.rawValue == value.side)
      }
      for (score, path) in [(value.t, \DensityMeasurement.tScore), (value.z, \DensityMeasurement.zScore)] {
        guard let score else { continue }
        wanted += 1
        let isFound = entries.contains { abs(($0[keyPath: path]?.value ?? 99) - score) < 0.0005 }
        if isFound { found += 1 } else { Issue.record("\(label.id) \(value.site) \(value.side ?? "") \(score)") }
      }
      if value.t == nil, value.z != nil {
        #expect(entries.allSatisfy { $0.tScore == nil }, "\(label.id): Z taken for T")
      }
    }
  }
  #expect(wanted > 20)
  #expect(found == wanted)
}

@Test(.enabled(if: SharedNotes.directory != nil))
func `labelled reports give their category`() throws {
  let directory = try #require(SharedNotes.directory)
  let names: [String: DensityCategory] = [
    "normal": .normal, "low bone mass": .lowBoneMass, "osteoporosis": .osteoporosis,
    "within expected range for age": .withinExpected,
  ]
  var judged = 0
  for label in try SharedNotes.labels() {
    guard let expected = label.dxa_category.flatMap({ names[$0] }), label.measurements?.isEmpty == false else {
      continue
    }
    let bytes = try Data(contentsOf: directory.appending(path: label.file))
    let sex: ReferenceSex? = label.patient?.sex == "F" ? .female : label.patient?.sex == "M" ? .male : nil
    let subject = DensitySubject(age: label.patient?.age.map { Int($0) }, sex: sex)
    let reading = BoneDensityReading(BoneDensityReport(Document(Array(bytes))), subject: subject)
    judged += 1
    // Where the label's patient leaves the reference open, the label names the category by the score that is printed.
    let category =
      reading.category != .undetermined
      ? reading.category : expected == .withinExpected ? reading.categoryByZ : reading.categoryByT
    #expect(category == expected, "\(label.id)")
  }
  #expect(judged > 5)
}
