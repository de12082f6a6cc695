import Foundation
import Testing

/// The table of modules: what each may import of ours. Selection of codes must not be able to see a price or a rule of
/// coverage, so `Coding` and everything below it never import `Billing`.
@Suite struct ModuleGraphTests {
  private static let allowed: [String: Set<String>] = [
    "ClinicalText": [], "ICD10CM": [], "JSON": [], "Speech": [],
    "BookCompiler": ["ClinicalText", "ICD10CM"], "BoneDensity": ["ClinicalText"],
    "Findings": ["ClinicalText", "ICD10CM"], "Certificate": ["ClinicalText", "ICD10CM", "Findings"],
    "Coding": ["ClinicalText", "ICD10CM", "BoneDensity", "Findings", "Certificate"],
    "Reference": ["ClinicalText", "ICD10CM", "BoneDensity", "Coding", "JSON"],
    "Billing": ["ICD10CM", "Coding", "JSON"],
    "Interchange": ["ClinicalText", "ICD10CM", "BoneDensity", "Coding", "Billing", "JSON"], "Practice": [],
    "Desk": [
      "ClinicalText", "ICD10CM", "BoneDensity", "Coding", "JSON", "Speech", "Practice", "Reference", "Billing",
      "Interchange",
    ],
  ]

  /// Modules of one folder of sources, by file.
  private static func imports(of module: URL) throws -> [(file: String, name: String)] {
    let files = FileManager.default.enumerator(at: module, includingPropertiesForKeys: nil)
    var result: [(file: String, name: String)] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
          words[..<place].allSatisfy({ ["public", "package", "internal", "private"].contains($0) || $0.hasPrefix("@") })
        else { continue }
        result.append((file.lastPathComponent, String(words[words.count - 1].prefix { $0 != "." })))
      }
    }
    return result
  }

  private static let sources: URL = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("Sources")
  }()

  @Test(arguments: allowed.keys.sorted())
  func `a module imports what its row of the table says`(_ module: String) throws {
    let modules = Set(try FileManager.default.contentsOfDirectory(atPath: Self.sources.path))
    #expect(modules.contains(module))
    let rights = try #require(Self.allowed[module])
    for (file, name) in try Self.imports(of: Self.sources.appendingPathComponent(module)) where modules.contains(name) {
      #expect(rights.contains(name), "\(module)/\(file) imports \(name)")
    }
  }

  @Test func `nothing that codes can reach what is paid`() throws {
    func reach(_ module: String) -> Set<String> {
      (Self.allowed[module] ?? []).reduce(into: [module]) { $0.formUnion(reach($1)) }
    }
    #expect(reach("Coding").isDisjoint(with: ["Billing", "Interchange", "Practice", "Desk"]))
    let imports = try Self.imports(of: Self.sources.appendingPathComponent("Coding"))
    #expect(imports.count > 10, "the sources were found")
    #expect(!imports.contains { $0.name == "Billing" })
  }

  /// The package's own graph says the same: a target cannot import what it does not depend on.
  @Test func `the target of Coding does not depend on Billing`() throws {
    let manifest = try String(
      contentsOf: Self.sources.deletingLastPathComponent().appendingPathComponent("Package.swift"), encoding: .utf8)
    let start = try #require(manifest.range(of: "name: \"Coding\""))
    let target = manifest[start.lowerBound...].prefix { $0 != "]" }
    #expect(target.contains("Findings"))
    #expect(!target.contains("Billing"))
  }
}
