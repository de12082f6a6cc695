import ArgumentParser
import Foundation
import ICD10CM
import JSON
import Reference

extension SiteCommand {
  /// `osteon site diff OLD NEW --practice FILE`
  struct Diff: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, csv, json }

    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Shows which codes of a practice change between two installed editions.",
      discussion: "'osteon book diff' shows all changes.")
    @Argument(help: "The older edition.") var older: String
    @Argument(help: "The newer edition.") var newer: String
    @Option(help: "File with a code and, after a comma, a count on each line; '-' is standard input.") var practice:
      String
    @Option(help: "text, csv or json.") var format: Format = .text

    func run() throws {
      let shelf = Shelf()
      let list: PracticeList
      do {
        list = try PracticeList(csv: String(decoding: try input(), as: UTF8.self))
      } catch let problem as PracticeList.Problem {
        throw CommandFailure(.badInput, "\(practice): \(problem)")
      }
      let report = try PracticeReport(
        list, from: try shelf.book(edition: older), to: try shelf.book(edition: newer))
      switch format {
      case .text: print(Self.text(report, older, newer))
      case .csv: try Console.write(Array(report.csv().utf8))
      case .json: try Console.write(Self.json(report, older, newer))
      }
    }

    private func input() throws -> Data {
      if practice == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
      guard let data = FileManager.default.contents(atPath: practice) else {
        throw CommandFailure(.noInput, "\(practice): cannot be read; name a file of codes")
      }
      return data
    }

    static func text(_ report: PracticeReport, _ older: String, _ newer: String) -> String {
      var lines: [String] = []
      for line in report.lines {
        let code = line.entry.code.description
        lines.append(
          code + String(repeating: " ", count: max(1, 10 - code.count)) + "\(line.entry.count) ×  \(line.effect.text)")
        if line.effect == .retitled {
          lines.append("            \(line.oldTitle ?? "") → \(line.newTitle ?? "")")
        }
        for row in line.candidates { lines.append("            \(row.code)  \(row.title)") }
      }
      lines.append(
        "\(older) → \(newer): \(report.lines.count) of \(report.lines.count + report.unaffected) codes affected, "
          + "\(report.lines.reduce(0) { $0 + $1.entry.count }) uses")
      return lines.joined(separator: "\n")
    }

    static func json(_ report: PracticeReport, _ older: String, _ newer: String) -> [UInt8] {
      var output = JSONOutput()
      output.object { output in
        output.name("affected")
        output.array(report.lines) { output, line in
          output.object { output in
            output.member("code", line.entry.code.description)
            output.member("count", line.entry.count)
            output.member("effect", line.effect.rawValue)
            output.name("newCodes")
            output.array(line.candidates) { $0.string($1.code.description) }
            output.member("newTitle", optional: line.newTitle)
            output.member("oldTitle", optional: line.oldTitle)
          }
        }
        output.member("from", older)
        output.member("to", newer)
        output.member("unaffected", report.unaffected)
      }
      return output.line()
    }
  }
}
