/// The form of sound that recognisers take.
public enum AudioFormat {
  /// Samples a second, one channel.
  public static let sampleRate = 16_000
}
