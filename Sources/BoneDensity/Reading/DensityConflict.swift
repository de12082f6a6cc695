/// A category as a provider states it.
public enum StatedDensity: String, CaseIterable, Hashable, Sendable {
  case normal, osteopenia, osteoporosis, belowExpectedForAge, withinExpectedForAge
}

/// Something in a report that contradicts itself or has to be looked at by a person.
public enum DensityConflict: Hashable, Sendable {
  /// The provider's word does not fit the category of the numbers.
  case numberAgainstWord(stated: StatedDensity, read: DensityCategory)
  /// A score beyond ±5: more likely a slip than a patient.
  case implausible(DensityMeasurement)
  /// Two different values for one site and side, both current.
  case differingValues(DensityMeasurement, DensityMeasurement)
  /// The deciding score is exactly -1.0 or -2.5 (T) or -2.0 (Z).
  case atEdge(DensityMeasurement, thousandths: Int)
  /// Leaving out the suspect vertebrae would change the category.
  case spineDependsOnVertebrae(printed: DensityCategory, withoutSuspects: DensityCategory)
  /// Suspect vertebrae, and the report prints no region without them.
  case suspectVertebrae(Vertebrae)

  /// Conflicts among the current values.
  static func among(_ measurements: [DensityMeasurement]) -> [DensityConflict] {
    var result: [DensityConflict] = []
    var first: [Key: DensityMeasurement] = [:]
    for entry in measurements where !entry.isPrior {
      if abs(entry.tScore?.thousandths ?? 0) > 5000 || abs(entry.zScore?.thousandths ?? 0) > 5000 {
        result.append(.implausible(entry))
      }
      guard entry.site != .notStated, entry.site != .other else { continue }
      let key = Key(site: entry.site, side: entry.side, vertebrae: entry.vertebrae)
      guard let old = first[key] else {
        first[key] = entry
        continue
      }
      if differ(old.tScore, entry.tScore) || differ(old.zScore, entry.zScore) || differ(old.bmd, entry.bmd) {
        result.append(.differingValues(old, entry))
      }
    }
    return result
  }

  private struct Key: Hashable {
    let site: MeasuredSite
    let side: MeasuredSide?
    let vertebrae: Vertebrae
  }

  private static func differ(_ a: Quantity?, _ b: Quantity?) -> Bool {
    guard let a, let b else { return false }
    return !a.equals(b)
  }
}
