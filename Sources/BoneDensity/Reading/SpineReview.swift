/// Which vertebrae of a scan can be read.
public struct SpineReview: Hashable, Sendable {
  /// Vertebrae more than 1.0 T-score above a neighbour: to be looked at for degeneration, fracture or artefact.
  public let suspects: Vertebrae
  /// Vertebrae that the report or the record says are not readable.
  public let stated: Vertebrae
  /// The region to read: the widest printed one without stated exclusions; nil if none is left with two vertebrae.
  public let region: DensityMeasurement?
  /// The printed region that also leaves out the suspects, where there is one.
  public let withoutSuspects: DensityMeasurement?

  /// Reviews the current spine measurements of one report.
  ///
  /// A suspect is not dropped: ISCD leaves that to the interpreter. The higher of two neighbours is the suspect, for degeneration,
  /// fracture and artefact raise density; after one is set aside the next lower neighbour is compared.
  /// Source: ISCD Official Positions – Adult (2019, kept in 2023): more than a 1.0 T-score difference between adjacent vertebrae;
  /// at least two vertebrae. Standing: `unverified`.
  public init(_ measurements: [DensityMeasurement], unreadable: Vertebrae = []) {
    let spine = measurements.filter { $0.site == .lumbarSpine && !$0.isPrior }
    var stated = unreadable
    for entry in spine { stated.formUnion(entry.excluded) }
    var scores: [(vertebra: Vertebrae, score: Int)] = []
    for entry in spine where entry.vertebrae.count == 1 && Vertebrae.l1ToL4.isSuperset(of: entry.vertebrae) {
      guard let score = entry.tScore ?? entry.zScore, stated.isDisjoint(with: entry.vertebrae),
        !scores.contains(where: { $0.vertebra == entry.vertebrae })
      else { continue }
      scores.append((entry.vertebrae, score.thousandths))
    }
    scores.sort { $0.vertebra.rawValue < $1.vertebra.rawValue }
    suspects = Self.suspects(scores)
    self.stated = stated
    region = Self.widest(spine, without: stated)
    withoutSuspects = suspects.isEmpty ? nil : Self.widest(spine, without: stated.union(suspects))
  }

  private static func suspects(_ scores: [(vertebra: Vertebrae, score: Int)]) -> Vertebrae {
    var rest = scores
    var result = Vertebrae()
    while true {
      var highest: Int?
      for index in rest.indices.dropLast() where abs(rest[index].score - rest[index + 1].score) > 1000 {
        let upper = rest[index].score > rest[index + 1].score ? index : index + 1
        if highest.map({ rest[upper].score > rest[$0].score }) ?? true { highest = upper }
      }
      guard let highest else { return result }
      result.formUnion(rest[highest].vertebra)
      rest.remove(at: highest)
    }
  }

  private static func widest(_ spine: [DensityMeasurement], without excluded: Vertebrae) -> DensityMeasurement? {
    let usable = spine.filter {
      $0.isDiagnosticRegion && ($0.tScore != nil || $0.zScore != nil)
        && ($0.vertebrae.isEmpty ? excluded.isEmpty || !$0.excluded.isEmpty : $0.vertebrae.isDisjoint(with: excluded))
    }
    var best: DensityMeasurement?
    for entry in usable {
      let size = entry.vertebrae.isEmpty ? 4 : entry.vertebrae.count
      let bestSize = best.map { $0.vertebrae.isEmpty ? 4 : $0.vertebrae.count } ?? 0
      if size > bestSize || size == bestSize && isLower(entry, best) { best = entry }
    }
    return best
  }

  private static func isLower(_ entry: DensityMeasurement, _ other: DensityMeasurement?) -> Bool {
    guard let a = entry.tScore?.thousandths, let b = other?.tScore?.thousandths else { return false }
    return a < b
  }
}
