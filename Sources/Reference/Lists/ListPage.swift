/// A page that is no code's: title, introduction, content.
struct ListPage {
  /// Its address below the site's, without the file's extension.
  var path: String
  var title: String
  /// One sentence under the title, and for search engines.
  var description: String
  var place: PagePlace
  var script: StaticString = ""
  var content: (inout HTMLWriter) -> Void

  func html(_ frame: SiteFrame) -> [UInt8] {
    var html = HTMLWriter()
    frame.open(
      SiteFrame.Head(title: "\(title) · Osteon", description: description, path: path, script: script), place, to: &html
    )
    html.raw("<div class=head><h1 class=plain>")
    html.text(title)
    html.raw("</h1><p class=lead>")
    html.text(description)
    html.raw("</p></div>")
    content(&html)
    frame.close(place, to: &html)
    return html.bytes
  }
}
