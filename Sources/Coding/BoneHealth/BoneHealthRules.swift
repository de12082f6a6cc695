// MARK: Bone health

extension CodingRule {
  static let boneHealth: [CodingRule] = []
}
