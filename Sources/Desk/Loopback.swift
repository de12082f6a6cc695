import HTTPTypes
import Hummingbird

/// Only this machine: the addresses to listen on, and the requests to answer.
enum Loopback {
  /// The address to bind to for a host; none where it is not this machine's own.
  static func address(of host: String) throws(DeskError) -> String {
    switch host {
    case "localhost", "127.0.0.1": return "127.0.0.1"
    case "::1", "[::1]": return "::1"
    default:
      throw DeskError(
        400,
        "'\(host)' can be reached by others. The desk has no users and no roles yet, so it listens on 127.0.0.1 or ::1 only"
      )
    }
  }

  /// Whether a Host or Origin names this machine. A page of somebody else's that has bound its name to 127.0.0.1 does
  /// not get in.
  static func isLocal(authority: String) -> Bool {
    var name = authority[...]
    if let scheme = name.firstRange(of: "://") { name = name[scheme.upperBound...] }
    if name.hasPrefix("[") { return name.hasPrefix("[::1]") }
    return ["127.0.0.1", "localhost"].contains(String(name.prefix { $0 != ":" }))
  }
}

/// Refuses requests of other machines and other pages, and tells browsers to load nothing from elsewhere.
struct LoopbackGuard: RouterMiddleware {
  typealias Context = BasicRequestContext

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let host = request.head.authority ?? ""
    guard Loopback.isLocal(authority: host) else {
      return Reply.failure(DeskError(403, "the desk answers to localhost only"))
    }
    if let origin = request.headers[.origin], origin != "null" || request.method != .get,
      !Loopback.isLocal(authority: origin)
    {
      return Reply.failure(DeskError(403, "another page may not use the desk"))
    }
    var response: Response
    do { response = try await next(request, context) } catch let error as DeskError {
      response = Reply.failure(error)
    } catch let error as any HTTPResponseError {
      response = Reply.failure(DeskError(error.status.code, error.status.reasonPhrase))
    }
    response.headers[values: .contentSecurityPolicy] = [
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ]
    for (name, value) in Self.headers { response.headers[name] = value }
    return response
  }

  private static let headers: [HTTPField.Name: String] = {
    var headers: [HTTPField.Name: String] = [.xContentTypeOptions: "nosniff", .cacheControl: "no-store"]
    if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "same-origin" }
    if let name = HTTPField.Name("Permissions-Policy") {
      headers[name] = "microphone=(self), camera=(), geolocation=()"
    }
    if let name = HTTPField.Name("Cross-Origin-Opener-Policy") { headers[name] = "same-origin" }
    return headers
  }()
}

/// Answers.
enum Reply {
  static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    bytes(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
  }

  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    bytes(Array(try DeskJSON.encode(value)), type: "application/json", status: status)
  }

  static func failure(_ error: DeskError) -> Response {
    let body = (try? DeskJSON.encode(["error": error.description])) ?? Array("{}".utf8)
    return bytes(body, type: "application/json", status: HTTPResponse.Status(code: error.status))
  }

  static func redirect(_ path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }
}
