/// What a 7th character says, taken apart: the encounter, open or closed, the grade of an open fracture, the healing.
///
/// The Tabular prints the meanings at each category; they differ in wording and in number, so the meaning is read
/// rather than the letter (Guidelines I.A.5, I.C.19.a and I.C.19.c).
package struct SeventhCharacterMeaning: Equatable, Sendable {
  /// The part of the care. Initial is active treatment.
  package enum Episode: Sendable { case initial, subsequent, sequela }
  /// Whether the fracture is open; a fracture of which this is not said is closed (Guidelines I.C.19.c).
  package enum Wound: Sendable { case closed, open }
  /// Gustilo's grades as the Tabular groups them.
  package enum Grade: Sendable { case oneOrTwo, three }
  /// The course of a fracture after its treatment.
  package enum Healing: Sendable { case routine, delayed, nonunion, malunion }

  package var episode: Episode?
  package var wound: Wound?
  package var grade: Grade?
  package var healing: Healing?

  /// Reads the words of a meaning or of a problem line, in lower case and in order.
  package init(words: some Sequence<Substring>) {
    var previous: Substring = ""
    for word in words {
      switch word {
      case "initial": episode = episode ?? .initial
      case "subsequent": episode = episode ?? .subsequent
      case "sequela", "sequelae": episode = .sequela
      case "effect", "effects": if previous == "late" { episode = .sequela }
      case "closed": wound = wound ?? .closed
      case "open", "compound": wound = .open
      case "iiia", "iiib", "iiic", "3a", "3b", "3c": grade = .three
      case "i", "ii", "1", "2": if previous == "type", grade == nil { grade = .oneOrTwo }
      case "routine": healing = healing ?? .routine
      case "delayed": healing = healing ?? .delayed
      case "nonunion", "nonunited": healing = .nonunion
      case "malunion", "malunited": healing = .malunion
      default: break
      }
      previous = word
    }
  }

  /// Reads a meaning as the Tabular words it.
  package init(_ text: String) {
    let lowered = text.lowercased()
    self.init(words: lowered.split { !$0.isLetter && !$0.isNumber })
  }

  /// What is stated, with the defaults of the guidelines where nothing is: initial encounter, closed, types I and II,
  /// routine healing. Delayed healing, nonunion and malunion belong to the subsequent encounter (Guidelines I.C.19.c.1).
  package var withDefaults: SeventhCharacterMeaning {
    var result = self
    result.episode = episode ?? (healing == nil ? .initial : .subsequent)
    result.wound = wound ?? (grade == nil ? .closed : .open)
    result.grade = result.wound == .open ? grade ?? .oneOrTwo : nil
    result.healing = result.episode == .subsequent ? healing ?? .routine : nil
    return result
  }

  /// How far a meaning is from what is wanted; zero is the same. What a meaning leaves open is no difference.
  package func distance(to meaning: SeventhCharacterMeaning) -> Int {
    var distance = 0
    if let other = meaning.episode, other != episode { distance += 8 }
    if let other = meaning.wound, other != wound { distance += 4 }
    if let other = meaning.grade, other != grade { distance += 2 }
    if let other = meaning.healing, other != healing { distance += 2 }
    return distance
  }
}
