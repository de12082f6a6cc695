import Foundation

/// Unpacks a zip archive as the official ones are, with `unzip` or else `python3 -m zipfile`.
struct Archive {
  let path: String
  let name: String
  let limits: SourceLimits
  var command = Command.system

  /// Unpacks into `directory`, which must be empty.
  func unpack(into directory: String) throws(SourceError) {
    try requireBounds(of: try [UInt8](contentsOf: path, named: name, limits: limits))
    let program: [String]
    if let unzip = command.find("unzip") {
      program = [unzip, "-qq", "-o", "-P", "", path, "-d", directory]
    } else if let python = command.find("python3") {
      program = [python, "-m", "zipfile", "-e", path, directory]
    } else {
      throw SourceError(.missingTool, file: name, "neither unzip nor python3 is installed to unpack the archive")
    }
    // The directory of an archive can lie about sizes; the shell's limit on a file's size (in blocks of 512 bytes)
    // cannot be talked round.
    let blocks = String(limits.fileBytes / 512 + 1)
    let result = try command.run(
      "/bin/sh", ["-c", "ulimit -f \"$1\"; shift; exec \"$@\"", "sh", blocks] + program, 300)
    guard result.status == 0 else {
      throw SourceError(
        .malformed, file: name, "the archive cannot be unpacked (status \(result.status)): \(result.output)",
        remedy: "Fetch the archive again; if it fails again, unpack it by hand and name the directory.")
    }
  }

  /// Checks the archive's own directory (APPNOTE.TXT 4.3.12 and 4.3.16): number of entries and unpacked size.
  private func requireBounds(of bytes: [UInt8]) throws(SourceError) {
    let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    let first = max(0, bytes.count - 22 - 0xFFFF)
    guard bytes.count >= 22,
      let end = (first...(bytes.count - 22)).last(where: { bytes[$0...].starts(with: signature) })
    else {
      throw SourceError(.truncated, file: name, "the archive has no directory at its end")
    }
    let count = bytes.littleEndian(2, at: end + 10)
    guard count <= limits.archiveEntries else {
      throw SourceError(.oversized, file: name, "\(count) entries in the archive")
    }
    var position = bytes.littleEndian(4, at: end + 16)
    var total = 0
    for _ in 0..<count {
      guard position + 46 <= end, bytes[position...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
        throw SourceError(.malformed, file: name, "the archive's directory is damaged")
      }
      total += bytes.littleEndian(4, at: position + 24)
      position += 46 + [28, 30, 32].reduce(0) { $0 + bytes.littleEndian(2, at: position + $1) }
    }
    guard total <= limits.archiveBytes else {
      throw SourceError(.oversized, file: name, "\(total) bytes once unpacked")
    }
  }
}

extension [UInt8] {
  /// The unsigned little-endian number of `size` bytes at `offset`; bytes past the end count zero.
  fileprivate func littleEndian(_ size: Int, at offset: Int) -> Int {
    (0..<size).reduce(0) { $0 | (offset + $1 < count ? Int(self[offset + $1]) << (8 * $1) : 0) }
  }
}
