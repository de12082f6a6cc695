/// Pages that list a chapter's blocks and categories.
enum ChapterPages {
  /// "Chapter 13" lies in `chapter-13`.
  static func file(of chapter: String) -> String { chapter.lowercased().split(separator: " ").joined(separator: "-") }
}
