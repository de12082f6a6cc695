import BookCompiler
import ICD10CM
import Testing

@Suite struct TabularParserTests {
  func tabular() throws -> Tabular { try TabularParser.parse(Fixtures.bytes("tabular.xml"), file: "tabular.xml") }

  @Test func accepts() throws {
    let tabular = try tabular()
    #expect(tabular.version == "2099")
    #expect(tabular.chapters.map(\.name) == ["1", "2"])
    #expect(tabular.chapters[0].notes == [.init(kind: .includes, text: "fevers made up for a test")])
    let section = tabular.chapters[0].sections[0]
    #expect(section.id == "A10-A19")
    #expect(section.notes == [.init(kind: .note, text: "A note & its ampersand")])
    #expect(section.diagnoses[0].title == "Ménard fever")
    #expect(
      section.diagnoses[0].children[0].notes == [
        .init(kind: .inclusionTerm, text: "Spotted fever of Ménard"),
        .init(kind: .inclusionTerm, text: "Red fever of Ménard"),
        .init(kind: .codeAlso, text: "rash"),
      ])
    #expect(
      section.diagnoses[1].notes.map(\.text) == [
        "Step: Sight to less than to at least", "1: 6/18 to 6/60; 20/70 to 20/200",
      ])
    let fracture = tabular.chapters[1].sections[0].diagnoses[0]
    #expect(fracture.sevenths.map(\.meaning) == ["first visit", "later visit", "sequela"])
    #expect(fracture.notes.map(\.kind) == [.sevenCharacterNote, .sevenCharacterNote, .note])
  }

  @Test("The expansion gives the order file") func expansion() throws {
    let order = try OrderFile(parsing: Fixtures.bytes("order.txt"), file: "order.txt").rows
    let expanded = try tabular().expandedRows()
    #expect(expanded.map(\.code) == order.map(\.code))
    #expect(expanded.map(\.isBillable) == order.map(\.isBillable))
    #expect(expanded.map(\.longTitle) == order.map(\.longTitle))
    #expect(expanded.filter(\.shortTitle.isEmpty).map(\.code) == [Code("S91.2X")])
  }

  static let spoiled = [
    Spoiled("section that does not end", "tabular.xml", "    </section>\r\n", "", .malformed, 51),
    Spoiled("tag closed wrongly", "tabular.xml", "</introduction>", "</introductions>", .malformed, 9),
    Spoiled("other root", "tabular.xml", "<ICD10CM.tabular>", "<ICD10PCS.tabular>", .unrecognised, 2),
    Spoiled(
      "unknown element", "tabular.xml", "<codeAlso><note>rash</note></codeAlso>", "<codeLater/>", .unknownElement, 29),
    Spoiled("no code", "tabular.xml", "<name>A11.9</name>", "<name>11.9</name>", .invalidCode, 32),
    Spoiled("code under another category", "tabular.xml", "<name>A11.9</name>", "<name>A12.9</name>", .invalidCode, 32),
    Spoiled("code listed twice", "tabular.xml", "<name>A11.9</name>", "<name>A11.0</name>", .duplicateCode, 32),
    Spoiled("subcategory as category", "tabular.xml", "<name>A11</name>", "<name>A11.1</name>", .invalidCode, 22),
    Spoiled("no title", "tabular.xml", "<desc>Chill</desc>", "", .malformed, 36),
    Spoiled("7th character of two letters", "tabular.xml", "char=\"D\"", "char=\"DD\"", .invalidCode, 66),
    Spoiled("7th character twice", "tabular.xml", "char=\"D\"", "char=\"A\"", .duplicateCode, 66),
    Spoiled("section twice", "tabular.xml", "id=\"S90-S99\"", "id=\"A10-A19\"", .duplicateCode, 57),
    Spoiled("text outside", "tabular.xml", "<name>1</name>", "loose <name>1</name>", .malformed, 11),
    Spoiled("encoding", "tabular.xml", "encoding=\"utf-8\"", "encoding=\"ISO-8859-1\"", .notUTF8, 1),
    Spoiled(
      "entity bomb", "tabular.xml", "<ICD10CM.tabular>",
      "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><ICD10CM.tabular>", .documentType, 2),
    Spoiled(
      "external entity", "tabular.xml", "<ICD10CM.tabular>",
      "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><ICD10CM.tabular>", .documentType, 2),
    Spoiled(
      "processing instruction without data", "tabular.xml", "<name>1</name>", "<?x?><name>1</name>", .documentType, 11),
    Spoiled(
      "style sheet without data", "tabular.xml", "<name>1</name>", "<?xml-stylesheet?><name>1</name>", .documentType, 11
    ),
    Spoiled("entity that nothing declares", "tabular.xml", "&amp;", "&lol;", .malformed, 20),
  ]
  @Test(arguments: spoiled) func rejects(_ spoiled: Spoiled) throws {
    let bytes = try spoiled.bytes()
    let error = #expect(throws: SourceError.self) { try TabularParser.parse(bytes, file: "tabular.xml") }
    #expect(error?.code == spoiled.code, "\(error?.description ?? "no error")")
    if let line = spoiled.line { #expect(error?.line == line) }
    #expect(error?.line != nil && error?.file == "tabular.xml" && error?.remedy.isEmpty == false)
  }

  @Test("A style sheet makes no difference") func styleSheet() throws {
    let bytes = try Spoiled(
      "", "tabular.xml", "<ICD10CM.tabular>", "<?xml-stylesheet href=\"a.xsl\"?>\r\n<ICD10CM.tabular>", .malformed, nil
    ).bytes()
    #expect(try TabularParser.parse(bytes, file: "tabular.xml").expandedRows() == tabular().expandedRows())
  }

  @Test("Nesting, text and end of file are bounded") func limits() throws {
    let deep = String(repeating: "<diag>", count: 70)
    var error = #expect(throws: SourceError.self) {
      try TabularParser.parse(Array("<ICD10CM.tabular><chapter><section id=\"x\">\(deep)".utf8), file: "deep.xml")
    }
    #expect(error?.code == .tooDeep)
    var limits = SourceLimits()
    limits.textBytes = 20
    let bytes = try Fixtures.bytes("tabular.xml")
    error = #expect(throws: SourceError.self) { try TabularParser.parse(bytes, file: "tabular.xml", limits: limits) }
    #expect(error?.code == .oversized)
    error = #expect(throws: SourceError.self) {
      try TabularParser.parse(Array(bytes.prefix(bytes.count / 2)), file: "tabular.xml")
    }
    #expect(error?.code == .truncated)
    error = #expect(throws: SourceError.self) { try TabularParser.parse(bytes + [0xFF], file: "tabular.xml") }
    #expect(error?.code == .notUTF8)
  }
}

@Suite struct IndexParserTests {
  @Test func accepts() throws {
    let index = try IndexParser.parse(Fixtures.bytes("index.xml"), file: "index.xml")
    #expect(index.kind == .alphabetic)
    #expect(index.version == "2099")
    #expect(index.terms.map(\.title) == ["Fracture NEC", "Fold", "Fading"])
    let fracture = index.terms[0]
    #expect(fracture.nonessential == ["torn", "of sheet (thin)", "pulled"])
    #expect(fracture.code == "S91.-")
    #expect(fracture.manifestation == "A11.0")
    #expect(fracture.children.map(\.title) == ["card", "paper"])
    #expect(fracture.children[0].seeAlso == "Fracture, paper")
    #expect(fracture.children[0].children[0].code == "S91.11-")
    #expect(fracture.children[1].code == "S91.0-")
    #expect(index.terms[1].see == "Fracture")
    #expect(index.terms[2].seeCategory == "A12")
    #expect(index.leftOut.isEmpty)
  }

  @Test(
    arguments: [("eindex.xml", Index.Kind.externalCause, 0), ("neoplasm.xml", .neoplasm, 3), ("drug.xml", .drug, 3)])
  func kinds(_ file: String, _ kind: Index.Kind, _ columns: Int) throws {
    let index = try IndexParser.parse(Fixtures.bytes(file), file: file)
    #expect(index.kind == kind)
    #expect(index.columns.count == columns)
    #expect(index.terms.first?.cells == (columns == 0 ? [:] : [2: "A11.0", 3: "--"]))
  }

  static let spoiled = [
    Spoiled("wrong level", "index.xml", "level=\"2\"", "level=\"3\"", .malformed, 16),
    Spoiled("no title", "index.xml", "<title>Fold</title>", "", .malformed, 20),
    Spoiled("two titles", "index.xml", "<title>Fold</title>", "<title>Fold</title><title>Fold</title>", .malformed, 20),
    Spoiled("unknown kind", "index.xml", "SAMPLE INDEX", "SAMPLE LIST", .unrecognised, 1),
    Spoiled("cell of no column", "index.xml", "<see>Fracture</see>", "<cell col=\"2\">A</cell>", .malformed, 20),
    Spoiled("cell beyond the columns", "drug.xml", "<cell col=\"3\">", "<cell col=\"4\">", .malformed, 14),
    Spoiled("cell twice", "drug.xml", "<cell col=\"3\">", "<cell col=\"2\">", .malformed, 14),
    Spoiled("heading out of order", "drug.xml", "<head col=\"2\">", "<head col=\"3\">", .malformed, 6),
    Spoiled("element outside the letters", "drug.xml", "<version>2099</version>", "<edition/>", .unknownElement, 3),
  ]
  @Test(arguments: spoiled) func rejects(_ spoiled: Spoiled) throws {
    try spoiled.check { bytes throws(SourceError) in _ = try IndexParser.parse(bytes, file: spoiled.file) }
  }

  @Test("An unknown element in a term is left out and listed") func leftOut() throws {
    let bytes = try Spoiled("", "index.xml", "<see>Fracture</see>", "<hint>Fracture</hint>", .malformed, nil).bytes()
    #expect(try IndexParser.parse(bytes, file: "index.xml").leftOut == ["<hint> in <mainTerm>, line 20"])
  }

  @Test("A title with accents is one word") func accents() throws {
    let bytes = try Spoiled("", "index.xml", "<title>Fold</title>", "<title>téléférique</title>", .malformed, nil)
      .bytes()
    #expect(try IndexParser.parse(bytes, file: "index.xml").terms[1].title == "téléférique")
  }

  @Test("Levels are bounded") func depth() throws {
    let deep = (1...80).map { "<term level=\"\($0)\"><title>x</title>" }.joined()
    let text = "<ICD10CM.index><title>INDEX</title><letter><mainTerm><title>x</title>\(deep)"
    let error = #expect(throws: SourceError.self) { try IndexParser.parse(Array(text.utf8), file: "deep.xml") }
    #expect(error?.code == .tooDeep)
  }

  /// Counts of `mainTerm` and `term` elements in the official files.
  @Test(
    .enabled(if: SharedFiles.has(SharedFiles.drug)),
    arguments: [
      (SharedFiles.indexExcerpt2027, Index.Kind.alphabetic, 15, 214),
      (SharedFiles.externalCause, .externalCause, 314, 7776),
      (SharedFiles.neoplasm, .neoplasm, 1, 1939), (SharedFiles.drug, .drug, 5179, 2251),
    ])
  func official(_ file: String, _ kind: Index.Kind, _ mainTerms: Int, _ subterms: Int) throws {
    let index = try IndexParser.parse(SharedFiles.bytes(file), file: file)
    #expect(index.kind == kind)
    #expect(index.terms.count == mainTerms)
    #expect(index.terms.reduce(0) { $0 + $1.subtermCount } == subterms)
    #expect(index.leftOut.isEmpty)
  }
}

extension IndexTerm {
  fileprivate var subtermCount: Int { children.reduce(children.count) { $0 + $1.subtermCount } }
}
