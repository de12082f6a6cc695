/// What is wrong with a source file, where, and what to do about it.
///
/// Every parser, the reader of archives and the downloader throw this one type, so that a caller can print any of
/// them the same way: `file:line: message (code). remedy`.
public struct SourceError: Error, Hashable, Sendable {
  /// Kind of failure; compare with the static members.
  public var code: Code
  /// Name of the file as the caller gave it, or the address of a download.
  public var file: String
  /// Line, counted from 1; `nil` where the failure is of the file as a whole.
  public var line: Int?
  /// What was found.
  public var message: String
  /// What the user can do.
  public var remedy: String

  /// Creates an error; without `remedy` it is the one that goes with `code`.
  public init(_ code: Code, file: String, line: Int? = nil, _ message: String, remedy: String? = nil) {
    self.code = code
    self.file = file
    self.line = line
    self.message = message
    self.remedy = remedy ?? code.defaultRemedy
  }
}

extension SourceError: CustomStringConvertible {
  /// `file:line: message (code). remedy`
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(message) (\(code.rawValue)). \(remedy)"
  }
}

extension SourceError {
  /// Kind of failure. Later versions can add kinds, so a `switch` over them needs a default.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The kind's name.
    public let rawValue: String
    /// Creates a kind from its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file cannot be opened or read.
    public static let unreadable = Code(rawValue: "unreadable")
    /// The content is none of the official formats.
    public static let unrecognised = Code(rawValue: "unrecognised")
    /// Two different files of the same kind were given.
    public static let ambiguous = Code(rawValue: "ambiguous")
    /// A line or element does not follow its format.
    public static let malformed = Code(rawValue: "malformed")
    /// The file ends before its content does.
    public static let truncated = Code(rawValue: "truncated")
    /// A file, line or text is larger than `SourceLimits` allows.
    public static let oversized = Code(rawValue: "oversized")
    /// Elements are nested deeper than `SourceLimits` allows.
    public static let tooDeep = Code(rawValue: "tooDeep")
    /// The bytes are not UTF-8, or the file declares another encoding.
    public static let notUTF8 = Code(rawValue: "notUTF8")
    /// The XML has a document type, entities or processing instructions, which official files never have.
    public static let documentType = Code(rawValue: "documentType")
    /// An element that the schema does not have in this place.
    public static let unknownElement = Code(rawValue: "unknownElement")
    /// Text that should be a code and is not, or a code in a place where it cannot be.
    public static let invalidCode = Code(rawValue: "invalidCode")
    /// A code is listed twice.
    public static let duplicateCode = Code(rawValue: "duplicateCode")
    /// The billable flag is neither 0 nor 1, or contradicts the codes around it.
    public static let wrongFlag = Code(rawValue: "wrongFlag")
    /// An addendum's line starts with a verb that is not known.
    public static let unknownVerb = Code(rawValue: "unknownVerb")
    /// An addendum changes or deletes a row that is absent or reads differently.
    public static let addendumMismatch = Code(rawValue: "addendumMismatch")
    /// The numbers that a file states of itself are not what it holds.
    public static let wrongCount = Code(rawValue: "wrongCount")
    /// Two files of one release contradict each other.
    public static let disagreement = Code(rawValue: "disagreement")
    /// A program that is needed (curl, unzip, python3) is not installed.
    public static let missingTool = Code(rawValue: "missingTool")
    /// A program that was started failed or took too long.
    public static let toolFailed = Code(rawValue: "toolFailed")
    /// A download could not be made.
    public static let unreachable = Code(rawValue: "unreachable")
    /// A download's size or SHA-256 is not the published one.
    public static let wrongChecksum = Code(rawValue: "wrongChecksum")

    var defaultRemedy: String {
      switch self {
      case .unreadable: "Check that the path exists and may be read."
      case .unrecognised: "Give an order, codes or addenda file, a Tabular or index XML, or a zip of them."
      case .ambiguous: "Keep the files of one edition together and leave the others out."
      case .truncated: "Fetch the file again; the download was cut off."
      case .oversized: "Check that this is the official file; none of them comes near the limit."
      case .tooDeep: "Check that this is the official file; its elements are at most a dozen deep."
      case .notUTF8: "Convert the file to UTF-8, or fetch the official one again."
      case .documentType: "Remove it, or fetch the official file, which has none."
      case .addendumMismatch, .wrongCount: "Use the addenda that start from this edition, unedited."
      case .disagreement: "Take all files from the same edition."
      case .missingTool: "Install it, or unpack the archive yourself and name the directory."
      case .toolFailed: "Run the program by hand to see why it fails."
      case .unreachable: "Check the network, or download the files elsewhere and name them."
      case .wrongChecksum: "Do not use this file; download it again, or check whether a correction was published."
      default: "Compare the line with the official file and fetch it again if it differs."
      }
    }
  }
}

/// Bounds on what the parsers take, so that a hostile or damaged file costs an error and not the machine.
public struct SourceLimits: Hashable, Sendable {
  /// Largest file in bytes.
  public var fileBytes = 256 << 20
  /// Largest text of one XML element in bytes.
  public var textBytes = 64 << 20
  /// Longest line of a text file in bytes.
  public var lineBytes = 64 << 10
  /// Deepest nesting of XML elements, the root counting one.
  public var depth = 64
  /// Most entries of a zip archive.
  public var archiveEntries = 1000
  /// Most bytes of all entries of a zip archive, unpacked.
  public var archiveBytes = 1 << 30
  /// Creates the usual limits.
  public init() {}
}
