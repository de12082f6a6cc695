import Testing

@testable import BookCompiler

/// What is well formed is read, what is not gets an error with its line.
@Suite struct XMLScannerTests {
  /// The parts of a document, written short: `<a b="c">`, `</a>`, text as it is.
  private func parts(_ text: String) throws(SourceError) -> [String] {
    var scanner = try XMLScanner(Array(text.utf8), file: "x.xml", limits: SourceLimits())
    var parts: [String] = []
    while let token = try scanner.next() {
      switch token {
      case .start(let name, let attributes):
        let list = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
        parts.append("<\(name)\(list)>")
      case .end(let name): parts.append("</\(name)>")
      case .text(let text, _): parts.append(text)
      }
    }
    return parts
  }

  @Test(arguments: [
    ("<a/>", ["<a>", "</a>"]),
    ("<a></a >", ["<a>", "</a>"]),
    ("\u{FEFF}<?xml version='1.0' encoding='UTF-8' standalone=\"yes\"?>\n<a/>\n", ["<a>", "</a>"]),
    ("<!-- <b> & --><a><!--x-->y</a><!-- - -->", ["<a>", "y", "</a>"]),
    ("<?xml-stylesheet href=\"a\"?><a/>", ["<a>", "</a>"]),
    ("<a>1 &lt; 2 &amp;&gt;&quot;&apos;</a>", ["<a>", "1 < 2 &>\"'", "</a>"]),
    ("<a>M&#233;nard &#x3B2;&#x1F9B4;</a>", ["<a>", "Ménard β🦴", "</a>"]),
    ("<a>\r\n1\r2\n</a>", ["<a>", "\n1\n2\n", "</a>"]),
    ("<a><![CDATA[<b> & ]] ]]></a>", ["<a>", "<b> & ]] ", "</a>"]),
    ("<a x='1' y = \"a&amp;'b'\n\tc\"/>", ["<a x=\"1\" y=\"a&'b'  c\">", "</a>"]),
    ("<a:b-c.d_1><é/></a:b-c.d_1>", ["<a:b-c.d_1>", "<é>", "</é>", "</a:b-c.d_1>"]),
  ])
  func accepts(_ text: String, _ expected: [String]) throws { #expect(try parts(text) == expected) }

  @Test(arguments: [
    ("", SourceError.Code.malformed, 1), ("\n\n", .malformed, 3), ("text", .malformed, 1),
    ("\n <a/>\n\nx", .malformed, 4),
    ("<a>", .truncated, 1), ("<a>\n<b", .truncated, 2), ("<a>\n<b x='1", .truncated, 2), ("<a><!-- ", .truncated, 1),
    ("<a>\n<![CDATA[ x", .truncated, 2), ("<a", .truncated, 1), ("<", .truncated, 1), ("<a><!", .truncated, 1),
    ("<a>\n</b>", .malformed, 2), ("<a/></a>", .malformed, 1), ("<a/>\n<b/>", .malformed, 2),
    ("<a x=1/>", .malformed, 1), ("<a x='1'y='2'/>", .malformed, 1), ("<a x='1' x='2'/>", .malformed, 1),
    ("<a x/>", .malformed, 1), ("<a x='<'/>", .malformed, 1), ("<1/>", .malformed, 1), ("<a / >", .malformed, 1),
    ("<a>&nbsp;</a>", .malformed, 1), ("<a>&#0;</a>", .malformed, 1), ("<a>&#xD800;</a>", .malformed, 1),
    ("<a>&#x110000;</a>", .malformed, 1), ("<a>\n& b</a>", .malformed, 2), ("<a>&#+65;</a>", .malformed, 1),
    ("<a>&;</a>", .malformed, 1), ("<a>&#;</a>", .malformed, 1), ("<a>&#xFFFE;</a>", .malformed, 1),
    ("<a>\n]]></a>", .malformed, 2), ("<a>\u{1}</a>", .malformed, 1), ("<a>\u{FFFE}</a>", .malformed, 1),
    ("<a><!-- -- --></a>", .malformed, 1), ("<a><!NOTATION x></a>", .malformed, 1),
    ("<![CDATA[x]]><a/>", .malformed, 1),
    ("\n<?xml version=\"1.0\"?><a/>", .documentType, 2), ("<a>\n<?php x?></a>", .documentType, 2),
    ("<!DOCTYPE a><a/>", .documentType, 1), ("<?xml version=\"1.0\"><a/>", .malformed, 1),
    ("<?xml version='1.0' encoding='latin1'?><a/>", .notUTF8, 1),
  ])
  func rejects(_ text: String, _ code: SourceError.Code, _ line: Int) {
    let error = #expect(throws: SourceError.self) { try parts(text) }
    #expect(error?.code == code && error?.line == line, "\(error?.description ?? "no error")")
  }

  @Test func `a name and a nesting have a limit`() {
    let long = String(repeating: "a", count: XMLScanner.longestName + 1)
    #expect(throws: SourceError.self) { try parts("<\(long)/>") }
    let deep = String(repeating: "<a>", count: 65)
    #expect(throws: SourceError(.tooDeep, file: "x.xml", line: 1, "<a> is nested deeper than 64")) { try parts(deep) }
  }
}
