import Billing
import Foundation

/// What `osteon setup` put on this machine, and development data; tests that need them are skipped without.
enum Installed {
  static let packages: PackageFolder = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    return PackageFolder(path: environment["OSTEON_PACKAGES"] ?? data + "/osteon/packages")
  }()

  static let grouper: Grouper? = try? Grouper(packages)
  static let codeEditor: CodeEditorTable? = try? CodeEditorTable(packages)

  /// A file of the development data; `nil` where it is absent.
  static func shared(_ path: String) -> String? {
    let root: URL
    if let named = ProcessInfo.processInfo.environment["OSTEON_SHARED"] {
      root = URL(fileURLWithPath: named)
    } else {
      var package = URL(fileURLWithPath: #filePath)
      for _ in 0..<3 { package.deleteLastPathComponent() }
      root = package.deletingLastPathComponent().appendingPathComponent("shared")
    }
    return try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}
