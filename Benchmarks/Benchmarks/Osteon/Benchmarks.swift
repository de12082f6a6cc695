import Benchmark
import BoneDensity
import ClinicalText
import Coding
import Findings
import Foundation
import ICD10CM

/// The project's own notes, and the newest book that `make book` installed.
private enum Material {
  static let notes: [[UInt8]] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples/bone-health")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return names.filter { $0.hasSuffix(".txt") }.compactMap {
      (try? Data(contentsOf: folder.appendingPathComponent($0))).map { Array($0) }
    }
  }()
  static let bytes = notes.reduce(0) { $0 + $1.count }

  static let bookPath: String? = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    let folder = environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".book") }
    return names.sorted().last.map { folder + "/" + $0 }
  }()
}

/// Every figure is for all notes of `Examples/bone-health` together (172 notes, some 60 KB).
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .mallocCountTotal, .peakMemoryResident], maxDuration: .seconds(3))

  Benchmark("Read a document: tokens, sections, sentences, assertion") { benchmark in
    for _ in benchmark.scaledIterations {
      for note in Material.notes { blackHole(Document(note)) }
    }
  }

  Benchmark("Read densitometry") { benchmark in
    let documents = Material.notes.map { Document($0) }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for document in documents { blackHole(BoneDensityReport(document)) }
    }
  }

  guard let path = Material.bookPath else {
    print("no book is installed: run 'make book' for the other benchmarks")
    return
  }

  Benchmark("Open a book") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try Book(path: path)) }
  }

  Benchmark("Open a book and check what coding needs") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try Coder(book: Book(path: path))) }
  }

  Benchmark("Find terms and evidence") { benchmark in
    let book = try Coder(book: Book(path: path)).book
    let documents = Material.notes.map { Document($0) }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for document in documents { blackHole(Findings(document, book: book)) }
    }
  }

  Benchmark("Code notes, reading included") { benchmark in
    let coder = try Coder(book: Book(path: path))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for note in Material.notes { blackHole(coder.code(Document(note))) }
    }
  }

  Benchmark("Append a sentence to a text of 10 kB, live") { benchmark in
    let coder = try Coder(book: Book(path: path))
    let text = Material.notes.joined(separator: Array("\n\n".utf8)).prefix(10_000)
    var grown = LiveSession(coder: coder)
    grown.append(String(decoding: text, as: UTF8.self))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var session = grown
      session.append(" Impression: osteopenia of the left femoral neck.")
      blackHole(session.note.assignments.count)
    }
  }

  Benchmark("Search two words") { benchmark in
    let search = try BookSearch(Book(path: path))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(search.hits(for: "femoral neck fracture left")) }
  }

  Benchmark("Search with a typing error") { benchmark in
    let search = try BookSearch(Book(path: path))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(search.hits(for: "ostoearthritis of the knee")) }
  }
}
