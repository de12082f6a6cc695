import ClinicalText
import Findings
import ICD10CM
import Testing

@testable import Coding

@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct ProblemLineTests {
  private func codes(_ text: String) throws -> [String] {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    let note = coder.code(Document(text), in: EncounterContext(kind: .problem))
    return note.assignments.map { coder.book.code(of: $0.node).description }
  }

  @Test(arguments: [
    ("Displ transverse fx shaft of l radius, init for opn fx type 3a/b/c", "S52.322C"),
    ("Nondisp fx of medial malleolus of r tibia, 7thG", "S82.54XG"),
    ("Lac w/o fb of r ring finger w damage to nail, subs", "S61.314D"),
    ("Sprain of calcaneofibular ligament of l ankle, sequela", "S93.412S"),
    ("Unsp fx upr end l tibia, subs for clos fx w nonunion", "S82.102K"),
  ])
  func `abbreviations are expanded, and the line's own words choose the 7th character`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try codes(text).first == expected)
  }

  @Test(arguments: [
    ("Nondisp fx of medial malleolus of r tibia, 7thE", "S82.54XE"),
    ("Nondisp fx of neck of l talus, 7thE", "S92.115A"),
    ("Chronic gout due to renal impairment, right elbow, with tophus", "M1A.3211"),
    ("Chronic gout due to renal impairment, right elbow, without tophus", "M1A.3210"),
    ("Amuptation of left thumb, traumatic", "S68.012A"),
    ("Laceraton of right forearm", "S51.811A"),
    ("Hereditary spastic paraplegia 99", "G11.4"),
  ])
  func `a 7th character may be given as a letter, a word misspelt, a type numbered`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try codes(text).first == expected)
  }

  @Test(arguments: [
    ("23YOM FELL OFF BIKE ONTO GRAVEL. DX: ABRASION L KNEE, FX R CLAVICLE", ["S80.212A", "S42.001A"]),
    ("40YOF TWISTED HER LEFT ANKLE ON A STAIR DX SPRAIN", ["S93.402A"]),
    ("31YOM STRUCK FINGER WITH HAMMER>>FX FINGER", ["S62.609A"]),
  ])
  func `behind DX stands a list of injuries, which take the site named last`(
    _ text: String, _ expected: [String]
  ) throws {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    let found = coder.code(Document(text)).assignments.map { coder.book.code(of: $0.node).description }
    for code in expected { #expect(found.contains(code), "\(found)") }
    #expect(found.first == expected.first)
  }

  @Test(arguments: [
    ("Contusion of knee", "S80.00XA"),
    ("Dislocation of patella", "S83.006A"),
    ("Closed fracture of shaft of clavicle", "S42.023A"),
    ("Effusion of joint, forearm", "M25.439"),
    ("Closed fracture of three ribs", "S22.49XA"),
    ("Erythema [first degree] of forearm", "T22.119A"),
  ])
  func `no side and no type is taken that the line does not state; old wordings find their code`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try codes(text).first == expected)
  }

  @Test(arguments: [
    ("Pain in right knee", ["M25.561"]), ("Pain in left knee", ["M25.562"]),
    ("Pain in both knees", ["M25.561", "M25.562"]), ("Primary osteoarthritis of both hips", ["M16.0"]),
  ])
  func `the side is the line's own; both sides make two codes where there is no bilateral one`(
    _ text: String, _ expected: [String]
  ) throws {
    #expect(try codes(text) == expected)
  }

  @Test(arguments: ["No fracture of the hip", "zzyzx qwv", "Mother has osteoporosis"])
  func `what is denied, unreadable or another's gets no code`(_ text: String) throws {
    #expect(try codes(text) == [])
  }

  @Test(arguments: ["Fell from ladder, fracture of left wrist", "Laceration of right hand by kitchen knife"])
  func `a cause never comes first`(_ text: String) throws {
    let first = try #require(try codes(text).first)
    #expect(!"VWXY".contains(first.prefix(1)))
  }
}

struct WordResemblanceTests {
  @Test(arguments: [
    ("pnctr", "puncture", true), ("jt", "joint", true), ("intrns", "intrinsic", true), ("puncture", "puncture", false),
    ("jt", "wrist", false), ("p", "puncture", false), ("tnip", "point", false),
  ])
  func `an abbreviation keeps the first letter and the order`(_ short: String, _ word: String, _ expected: Bool) {
    #expect(WordResemblance.abbreviates(Array(short.utf8), Array(word.utf8)) == expected)
  }

  @Test(arguments: [
    ("metacarpal", "metacarpus", true), ("infective", "infectious", true), ("osteomalacia", "osteomyelitis", false),
    ("rib", "ribs", false),
  ])
  func `forms of one stem share two thirds`(_ a: String, _ b: String, _ expected: Bool) {
    #expect(WordResemblance.shareStem(Array(a.utf8), Array(b.utf8)) == expected)
  }

  @Test(arguments: [
    ("laceratoin", "laceration", true), ("fractur", "fracture", true), ("amuptation", "amputation", true),
    ("ulna", "ulnar", false), ("tibial", "fibial", false), ("cervical", "cerebral", false),
  ])
  func `a misspelling is one slip, two in long words, and never in the first letter`(
    _ written: String, _ word: String, _ expected: Bool
  ) {
    #expect(WordResemblance.isMisspelling(Array(written.utf8), of: Array(word.utf8)) == expected)
  }
}

struct SeventhCharacterMeaningTests {
  @Test(arguments: [
    ("initial encounter for closed fracture", "init", 8), ("sequela", "sequela", 0),
    ("subsequent encounter for open fracture type I or II with nonunion", "nonunion open type ii", 0),
    ("subsequent encounter for closed fracture with routine healing", "subsequent", 0),
    ("initial encounter for open fracture type IIIA, IIIB, or IIIC", "open iiib", 0),
    ("initial encounter for open fracture type I or II", "open", 0),
    ("initial encounter for closed fracture", "open", 4),
  ])
  func `meanings are compared by what they say`(_ meaning: String, _ line: String, _ distance: Int) {
    let wanted = SeventhCharacterMeaning(line == "init" ? "subsequent" : line).withDefaults
    #expect(wanted.distance(to: SeventhCharacterMeaning(meaning)) >= distance)
    if distance == 0 { #expect(wanted.distance(to: SeventhCharacterMeaning(meaning)) == 0) }
  }
}
