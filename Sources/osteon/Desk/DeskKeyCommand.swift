import ArgumentParser
import Foundation
import Practice

/// Where the passphrase of the practice comes from: a file descriptor, `OSTEON_PASSPHRASE`, or the terminal, without echo.
struct PassphraseSource: ParsableArguments {
  @Option(
    name: .customLong("passphrase-fd"),
    help: "Read the passphrase from this file descriptor (its first line) instead of OSTEON_PASSPHRASE or the terminal."
  )
  var descriptor: Int32?

  /// Longest passphrase in bytes.
  private static let longest = 1024

  /// The passphrase that opens the practice.
  ///
  /// - Throws: `CommandFailure` where there is nothing to read it from.
  func passphrase(_ question: String = "Passphrase of the practice: ") throws -> String {
    if let descriptor { return try Self.line(from: descriptor) }
    if let text = ProcessInfo.processInfo.environment["OSTEON_PASSPHRASE"] {
      // Programs that this one starts need not know it.
      unsafe unsetenv("OSTEON_PASSPHRASE")
      return text
    }
    return try Terminal.secret(question)
  }

  /// A new passphrase, asked for twice on the terminal; from a file descriptor it is the next line.
  func newPassphrase() throws -> String {
    if let descriptor { return try Self.line(from: descriptor) }
    if let text = ProcessInfo.processInfo.environment["OSTEON_NEW_PASSPHRASE"] {
      unsafe unsetenv("OSTEON_NEW_PASSPHRASE")
      return text
    }
    let first = try Terminal.secret("New passphrase: ")
    guard try Terminal.secret("New passphrase once more: ") == first else {
      throw CommandFailure(.usage, "the two are not the same; nothing was changed")
    }
    return first
  }

  /// One line, byte by byte, so that the next line stays for the next question.
  private static func line(from descriptor: Int32) throws -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = unsafe read(descriptor, &byte, 1)
      guard count >= 0 else {
        throw CommandFailure(.noInput, "file descriptor \(descriptor) cannot be read; open it for the program")
      }
      if count == 0 || byte == 0x0A { break }
      bytes.append(byte)
      guard bytes.count <= longest else {
        throw CommandFailure(.badInput, "a passphrase is \(longest) bytes long at most")
      }
    }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.badInput, "the passphrase is not UTF-8")
    }
    return text
  }
}

/// The terminal of the user, whatever standard input is.
enum Terminal {
  private static let deletes: Set<UInt8> = [0x08, 0x7F]

  /// A line that is not shown while it is typed.
  static func secret(_ question: String) throws -> String {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_NOCTTY)
    guard terminal >= 0 else {
      throw CommandFailure(
        .noInput,
        "the practice is locked with a passphrase and there is no terminal to ask on; give it with --passphrase-fd or in "
          + "OSTEON_PASSPHRASE")
    }
    defer { close(terminal) }
    var usual = termios()
    guard unsafe tcgetattr(terminal, &usual) == 0 else {
      throw CommandFailure(.noInput, "the terminal cannot be asked; give the passphrase with --passphrase-fd")
    }
    var silent = usual
    // Ctrl+C comes as a character, so that the terminal never stays without echo.
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    guard unsafe tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else {
      throw CommandFailure(
        .noInput, "the terminal's echo cannot be turned off; give the passphrase with --passphrase-fd")
    }
    defer {
      _ = unsafe tcsetattr(terminal, TCSAFLUSH, &usual)
      say("\n", on: terminal)
    }
    say(question, on: terminal)
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe read(terminal, &byte, 1) == 1, byte != 0x0A, byte != 0x0D, byte != 0x04 {
      switch byte {
      case 0x03: throw CommandFailure(.usage, "no passphrase was given")
      case 0x15: bytes.removeAll()
      case _ where deletes.contains(byte):
        // A character of several bytes goes as a whole.
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      default: if byte >= 0x20, bytes.count < 1024 { bytes.append(byte) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func say(_ text: String, on terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = unsafe write(terminal, bytes, bytes.count)
  }
}

/// `osteon desk-key`: how the key of the practice is kept.
struct DeskKeyCommand: ParsableCommand {
  /// What is done.
  enum Action: String, CaseIterable, ExpressibleByArgument { case status, lock, unlock }

  static let configuration = CommandConfiguration(
    commandName: "desk-key", abstract: "Locks what the desk keeps with a passphrase, or unlocks it.",
    discussion: """
      Encounters and recordings are encrypted with a key that lies beside them in a file of mode 0600. 'lock' puts a
      passphrase before it (scrypt, 128 MB of memory), or changes the passphrase; 'unlock' goes back to the file. A lost
      passphrase cannot be replaced: nobody can open what is kept then. End the desk before.

      Old and new passphrase are asked for on the terminal, or read as two lines from --passphrase-fd, or from
      OSTEON_PASSPHRASE and OSTEON_NEW_PASSPHRASE.
      """)
  @Argument(help: "status, lock or unlock.") var action: Action = .status
  @Option(help: "Folder for encounters, lists and templates.") var data: String?
  @OptionGroup var source: PassphraseSource

  func run() throws {
    let folder = DeskCommand.folder(data)
    let key = PracticeKey(folder: folder)
    switch action {
    case .status: print(key.isLocked ? "locked with a passphrase" : "in a key file, without a passphrase")
    case .lock:
      let old = key.isLocked ? try source.passphrase("Passphrase so far: ") : nil
      try key.lock(with: try source.newPassphrase(), old: old)
      print("locked; keep the passphrase where it is not lost, and back up \(folder.path)/practice.passphrase")
    case .unlock:
      try key.unlock(old: try source.passphrase())
      print("unlocked; whoever reads \(folder.path)/practice.key reads the encounters")
    }
  }
}
