import HTTPTypes
import Hummingbird
public import Reference

/// The reference on an address of this machine only: what `LiveReference` answers, with ETags.
public struct ReferenceServer: Sendable {
  private let reference: LiveReference
  private let host: String
  private let port: Int

  /// Prepares to serve.
  ///
  /// - Throws: `DeskError` for an address that is not this machine's own.
  public init(_ reference: LiveReference, host: String, port: Int) throws {
    self.host = try Loopback.address(of: host)
    self.reference = reference
    self.port = port
  }

  /// Listens until the process is told to end; `ready` is called with the address once it does.
  public func run(ready: @escaping @Sendable (String) -> Void) async throws {
    let shown = host == "::1" ? "[::1]" : "localhost"
    let application = Application(
      router: router(), configuration: .init(address: .hostname(host, port: port), serverName: "Osteon"),
      onServerRunning: { channel in ready("http://\(shown):\(channel.localAddress?.port ?? port)/") })
    try await application.runService()
  }

  /// Every route: the reference knows its own paths.
  func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: Revalidation())
    router.add(middleware: LoopbackGuard())
    router.get("/") { request, _ in try response(to: request) }
    router.get("/**") { request, _ in try response(to: request) }
    return router
  }

  private func response(to request: Request) throws -> Response {
    let path = request.uri.path
    let answer = try reference.answer(path, known: request.headers[.ifNoneMatch])
    var headers = HTTPFields()
    if !answer.type.isEmpty { headers[.contentType] = answer.type }
    if !answer.tag.isEmpty { headers[.eTag] = answer.tag }
    if !answer.location.isEmpty { headers[.location] = answer.location }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

/// Pages of the reference may be kept, and are asked after before they are shown again; they hold nothing of a patient.
private struct Revalidation: RouterMiddleware {
  typealias Context = BasicRequestContext

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.cacheControl] = "no-cache"
    return response
  }
}
