import Testing

@testable import Reference

@Suite struct PageCacheTests {
  private func page(_ size: Int) -> LiveReference.Answer {
    LiveReference.Answer(
      status: 200, type: "text/html", tag: "\"t\"", location: "", body: [UInt8](repeating: 0x41, count: size))
  }

  @Test func `never holds more than it may`() {
    let cache = PageCache(capacity: 100_000)
    for number in 0..<1000 {
      cache["\(number)"] = page(1000)
      #expect(cache.size <= 100_000)
    }
    #expect(cache["999"]?.body.count == 1000)
    #expect(cache["0"] == nil)
  }

  @Test func `what is asked for again and again stays`() {
    let cache = PageCache(capacity: 100_000)
    cache["kept"] = page(1000)
    for number in 0..<1000 {
      cache["\(number)"] = page(1000)
      #expect(cache["kept"] != nil, "\(number)")
    }
  }

  @Test(arguments: [0, 100, 1999]) func `a page that is too large is not kept`(capacity: Int) {
    let cache = PageCache(capacity: capacity)
    cache["a"] = page(1000)
    #expect(cache["a"] == nil)
    #expect(cache.size == 0)
  }
}
