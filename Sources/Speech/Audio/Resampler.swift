#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Brings sound of any rate to 16 kHz, a piece at a time, by a windowed sinc.
///
/// Twelve zero crossings to each side under a Hann window; above the Nyquist frequency of the lower rate everything is
/// filtered out. Positions are whole numbers, so that the pieces join without a seam.
public struct Resampler: Sendable {
  private let input: Int
  private let output = AudioFormat.sampleRate
  private let reach: Int
  private let cutoff: Double
  private var buffer: [Float]
  /// Index in `buffer` of the input sample that the next output sample stands at, and the rest in 1/output.
  private var position: Int
  private var fraction = 0
  private var table: [[Float]] = []

  /// Creates a converter from `rate` samples a second.
  public init(from rate: Int) {
    input = max(1, rate)
    cutoff = min(1, Double(AudioFormat.sampleRate) / Double(max(1, rate)))
    reach = Int((12 / cutoff).rounded(.up))
    buffer = Array(repeating: 0, count: reach)
    position = reach
  }

  /// The output that the input so far decides.
  public mutating func append(_ samples: [Float]) -> [Float] {
    if input == output { return samples }
    buffer += samples
    var result: [Float] = []
    result.reserveCapacity(samples.count * output / input + 2)
    while position + reach < buffer.count {
      result.append(sample())
      fraction += input
      position += fraction / output
      fraction %= output
    }
    let done = max(0, position - reach)
    buffer.removeFirst(min(done, buffer.count))
    position -= done
    return result
  }

  /// What is left at the end.
  public mutating func finish() -> [Float] { input == output ? [] : append(Array(repeating: 0, count: reach)) }

  private mutating func sample() -> Float {
    let kernel = kernel(at: fraction)
    var sum: Float = 0
    let start = position - reach
    for index in kernel.indices where buffer.indices.contains(start + index) {
      sum += buffer[start + index] * kernel[index]
    }
    return sum
  }

  /// The filter for a position between two samples. Rates have few such positions (one for 48 kHz, 160 for 44.1 kHz);
  /// they are kept.
  private mutating func kernel(at fraction: Int) -> [Float] {
    let step = Self.greatestCommonDivisor(input, output)
    let count = output / step
    if table.isEmpty { table = Array(repeating: [], count: count) }
    let slot = fraction / step
    if !table[slot].isEmpty { return table[slot] }
    let offset = Double(fraction) / Double(output)
    let kernel = (0...(2 * reach)).map { index -> Float in
      let x = Double(index - reach) - offset
      let angle = Double.pi * x * cutoff
      let sinc = abs(angle) < 1e-9 ? 1 : sin(angle) / angle
      let edge = abs(x) / Double(reach + 1)
      return edge >= 1 ? 0 : Float(cutoff * sinc * (0.5 + 0.5 * cos(.pi * edge)))
    }
    table[slot] = kernel
    return kernel
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
