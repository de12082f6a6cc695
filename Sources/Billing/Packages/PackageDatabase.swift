/// Reads single values of the package's database (LMDB) through the functions that its own library exports.
@safe
struct PackageDatabase {
  /// `MDB_val` of lmdb.h: a length and where the bytes are.
  @safe private struct Value {
    var count: Int
    var base: UnsafeMutableRawPointer?
  }

  private typealias Create = @convention(c) (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias Open = @convention(c) (OpaquePointer, UnsafePointer<CChar>, UInt32, UInt32) -> Int32
  private typealias Begin =
    @convention(c) (OpaquePointer, OpaquePointer?, UInt32, UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias OpenTable =
    @convention(c) (OpaquePointer, UnsafePointer<CChar>?, UInt32, UnsafeMutablePointer<UInt32>) -> Int32
  private typealias Get =
    @convention(c) (OpaquePointer, UInt32, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int32
  private typealias End = @convention(c) (OpaquePointer) -> Void

  // lmdb.h: MDB_NOSUBDIR | MDB_RDONLY | MDB_NOLOCK; nobody writes the file while it is read.
  private static let flags: UInt32 = 0x4000 | 0x20000 | 0x400000

  private let library: DynamicLibrary
  private let path: String

  /// Names the database of the installed package.
  init(_ packages: PackageFolder) throws(PackageError) {
    let (libraryPath, data) = try packages.grouper()
    library = try DynamicLibrary(path: libraryPath)
    path = data
  }

  /// A copy of the value of `key`.
  func value(of key: String) throws(PackageError) -> [UInt8] {
    let create = unsafe unsafeBitCast(try library.symbol("mdb_env_create"), to: Create.self)
    let open = unsafe unsafeBitCast(try library.symbol("mdb_env_open"), to: Open.self)
    let begin = unsafe unsafeBitCast(try library.symbol("mdb_txn_begin"), to: Begin.self)
    let openTable = unsafe unsafeBitCast(try library.symbol("mdb_dbi_open"), to: OpenTable.self)
    let get = unsafe unsafeBitCast(try library.symbol("mdb_get"), to: Get.self)
    let abort = unsafe unsafeBitCast(try library.symbol("mdb_txn_abort"), to: End.self)
    let close = unsafe unsafeBitCast(try library.symbol("mdb_env_close"), to: End.self)

    var environment: OpaquePointer?
    guard unsafe create(&environment) == 0, let environment = unsafe environment else { throw failure("opened") }
    defer { unsafe close(environment) }
    var transaction: OpaquePointer?
    guard unsafe path.withCString({ unsafe open(environment, $0, Self.flags, 0) }) == 0,
      unsafe begin(environment, nil, 0x20000, &transaction) == 0, let transaction = unsafe transaction
    else { throw failure("opened") }
    defer { unsafe abort(transaction) }
    var table: UInt32 = 0
    guard unsafe openTable(transaction, nil, 0, &table) == 0 else { throw failure("opened") }
    // Keys are filled up with zero to a multiple of eight bytes.
    var name = Array(key.utf8)
    while name.count % 8 != 0 { name.append(0) }
    let bytes: [UInt8]? = unsafe name.withUnsafeMutableBytes { buffer in
      var wanted = unsafe Value(count: buffer.count, base: buffer.baseAddress)
      var found = unsafe Value(count: 0, base: nil)
      guard unsafe get(transaction, table, &wanted, &found) == 0, let base = unsafe found.base else { return nil }
      return unsafe Array(UnsafeRawBufferPointer(start: base, count: found.count))
    }
    guard let bytes else { throw failure("read at '\(key)'") }
    return bytes
  }

  private func failure(_ what: String) -> PackageError {
    PackageError(path, "cannot be \(what)", remedy: "Run 'osteon setup --force'.")
  }
}
