import ArgumentParser
import BoneDensity
import Coding
import JSON

/// `osteon rules`: every rule that a derivation or a rejection can name.
struct RulesCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Lists the rules of the engine with their sentence and source.",
    discussion: "A rule whose source itself was not read is marked 'unverified'.")
  @Option(help: "text or json.") var format: Format = .text
  @Argument(help: "Names, or parts of names; every rule without them.") var names: [String] = []

  func run() throws {
    let rules = CodingRule.all.filter { rule in names.isEmpty || names.contains { rule.id.contains($0) } }
    guard !rules.isEmpty else {
      throw CommandFailure(.badInput, "no rule is called \(names.joined(separator: " or "))")
    }
    switch format {
    case .text:
      for rule in rules {
        print(rule.id)
        print("    " + TextStyle.wrapped(rule.sentence, width: 100, indent: "    "))
        print("    Source: \(rule.source)\(rule.isVerified ? "" : " (unverified)")")
      }
    case .json:
      var output = JSONOutput()
      output.array(rules) { output, rule in
        output.object { output in
          output.member("id", rule.id)
          output.member("sentence", rule.sentence)
          output.member("source", rule.source)
          output.member("verified", rule.isVerified)
        }
      }
      try Console.write(output.line())
    }
  }
}
