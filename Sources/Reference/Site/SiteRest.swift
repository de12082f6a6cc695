import ICD10CM

/// Everything of a site but the pages of codes.
struct SiteRest {
  let shelf: ReferenceShelf
  let frame: SiteFrame
  let options: SiteBuilder.Options
  let folder: SiteFolder

  func write() throws(SiteError) -> [SiteJournal.Entry] {
    var entries: [SiteJournal.Entry] = []
    for asset in SiteAsset.all { entries.append(try folder.put(asset.bytes, at: "assets/" + asset.name)) }
    return entries
  }
}

/// A file that belongs to every site.
struct SiteAsset: Sendable {
  let name: String
  let type: String
  let bytes: [UInt8]

  static let all: [SiteAsset] = [
    SiteAsset(name: "osteon.css", type: "text/css; charset=utf-8", bytes: PackageResources.osteon_css),
    SiteAsset(name: "osteon.js", type: "text/javascript; charset=utf-8", bytes: PackageResources.osteon_js),
    SiteAsset(name: "osteon.svg", type: "image/svg+xml", bytes: PackageResources.osteon_svg),
  ]
}
