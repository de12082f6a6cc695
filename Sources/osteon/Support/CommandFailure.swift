import Billing
import BookCompiler
import Desk
import Foundation
import ICD10CM
import Practice
import Speech

/// Exit codes, after `sysexits.h`, so that a script can tell a bad note from a missing book.
enum ExitStatus: Int32, CaseIterable {
  /// Everything was done.
  case success = 0
  /// A check found what it looks for: a book that is not intact, editions that differ where equality was asked for.
  case found = 1
  /// The command was used wrongly: an unknown option, a value that is none.
  case usage = 64
  /// The input is not what it should be: no JSON, no code, an altered file.
  case badInput = 65
  /// A named file or folder does not exist or cannot be read.
  case noInput = 66
  /// No book is installed that can answer, or nothing can be fetched.
  case unavailable = 69
  /// The program contradicts itself; please report it.
  case `internal` = 70
  /// A file cannot be written.
  case cannotCreate = 73

  /// What the code means, for the help.
  var meaning: String {
    switch self {
    case .success: "done"
    case .found: "a check found a difference"
    case .usage: "used wrongly"
    case .badInput: "input is malformed, or not in the code set"
    case .noInput: "a file does not exist or cannot be read"
    case .unavailable: "no book is installed for this, or nothing can be fetched"
    case .internal: "internal error"
    case .cannotCreate: "a file cannot be written"
    }
  }

  /// The table for `osteon help`.
  static var help: String {
    "Exit codes: " + allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ") + "."
  }
}

/// Why a command stops: one sentence with place and remedy, and the exit code. Never a word of a note.
struct CommandFailure: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  /// The failure that an error from below amounts to.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as BookError:
      let isMissing = error.code == .unreadable
      self.init(isMissing ? .noInput : .badInput, error.description)
    case let error as PackageError: self.init(.unavailable, error.description)
    case let error as PracticeError: self.init(.unavailable, error.description)
    case let error as DeskError: self.init(.usage, error.description)
    case let error as SpeechError:
      let status: ExitStatus =
        switch error.code {
        case .unreadable: .noInput
        case .missingTool, .notInstalled, .unreachable: .unavailable
        case .engine: .internal
        default: .badInput
        }
      self.init(status, error.description)
    case let error as SourceError:
      let status: ExitStatus =
        switch error.code {
        case .unreadable: .noInput
        case .unreachable, .missingTool, .toolFailed: .unavailable
        default: .badInput
        }
      self.init(status, error.description)
    default: self.init(.internal, "\(error)")
    }
  }
}

/// Standard error, for what is not the answer.
enum Console {
  static func warn(_ message: String) { FileHandle.standardError.write(Data(("osteon: " + message + "\n").utf8)) }
  static func write(_ bytes: [UInt8]) throws { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
}
