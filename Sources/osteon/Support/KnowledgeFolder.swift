import Foundation

/// Folders of `Knowledge`: what clinicians, coders and billers own as plain text.
enum KnowledgeFolder {
  /// The folder that was named, or `Knowledge/NAME` here or above the program.
  static func named(_ path: String?, or name: String, option: String) throws -> URL {
    if let path {
      guard isFolder(path) else { throw CommandFailure(.noInput, "\(path): no such folder") }
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    guard let folder = find(name) else {
      throw CommandFailure(.noInput, "no folder Knowledge/\(name) here; name it with \(option)")
    }
    return folder
  }

  /// `Knowledge/NAME` here or above the program; `nil` where there is none.
  static func find(_ name: String) -> URL? {
    var places = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)]
    if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      var place = program.deletingLastPathComponent()
      for _ in 0..<5 {
        places.append(place)
        place.deleteLastPathComponent()
      }
    }
    return places.map { $0.appendingPathComponent("Knowledge/" + name, isDirectory: true) }.first { isFolder($0.path) }
  }

  /// Whether there is a folder at a path.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The files of a folder with an extension, in order of their names.
  static func files(in folder: URL, withExtension name: String) throws -> [(name: String, bytes: [UInt8])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.filter { $0.hasSuffix("." + name) }.sorted().map {
      ($0, try CodeCommand.read(folder.appendingPathComponent($0).path))
    }
  }
}
