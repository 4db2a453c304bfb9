@testable import AuditArchive
import Foundation
import OutputTree
import ReportCore
import Testing

struct MinisignTests {
  /// Made with minisign 0.11: `minisign -G -W`, then `minisign -S -l -c "…" -t "trusted x" -m f`, f being `hi\n`.
  private let publicKey = """
    untrusted comment: minisign public key 1F87CD12DC0F4D7A
    RWR6TQ/cEs2HH7en17yCmJrSQnUhPjCJPHVXC5RRzJ/8rMvkRm9o+rAG

    """
  private let secretKey = """
    untrusted comment: minisign encrypted secret key
    RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAek0P3BLNhx8ev0WQJz8wE+nsstLSUMUQEIOZ3EM95\
    AJwaKdwtGi39Len17yCmJrSQnUhPjCJPHVXC5RRzJ/8rMvkRm9o+rAGAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

    """
  private let signature = """
    untrusted comment: signature of an edition's bag, Ed25519
    RWR6TQ/cEs2HH8LHMC1w+wLvrMabPyRiMr0pteApA9YDuIrq/uEU0pyWgMCu5ylQAYgAtanVhXziOBUgcQGAcpS/lhiLDFyY/wA=
    trusted comment: trusted x
    bxEeE3xcoYfeQmwLqAgNe3QActz1DSpC3jjo6smb5r/htKV6xkyAczaJEyvVUbfvrGjVCCpiZRBL/MRDCXxEDg==

    """
  private let content = Array("hi\n".utf8)

  @Test func `keys and signatures are those of minisign, byte for byte`() throws {
    let secret = try MinisignSecretKey(secretKey, file: "k")
    let key = try MinisignPublicKey(publicKey, file: "k.pub")
    #expect(secret.text == secretKey)
    #expect(key.text == publicKey)
    #expect(secret.publicKey == key)
    #expect(key.identifier == "1F87CD12DC0F4D7A")
    let made = try secret.sign(content, comment: "trusted x")
    #expect(made.text == signature)
    #expect(try MinisignSignature(signature, file: "s") == made)
    #expect(made.isValid(for: content, by: key))
  }

  @Test func `a key comes out of its random bytes and back out of its file`() throws {
    let key = try #require(MinisignSecretKey(random: Array(1...40)))
    #expect(MinisignSecretKey(random: Array(1...39)) == nil)
    #expect(key.publicKey.identifier == "0807060504030201")
    let again = try MinisignSecretKey(key.text, file: "k")
    #expect(again.publicKey == key.publicKey)
    #expect(try again.sign(content, comment: "c") == key.sign(content, comment: "c"))
    #expect(try MinisignPublicKey(key.publicKey.base64, file: "k") == key.publicKey)
  }

  @Test func `another content, comment or key does not fit`() throws {
    let key = try #require(MinisignSecretKey(random: Array(1...40)))
    let other = try #require(MinisignSecretKey(random: Array(1...8) + Array(50...81)))
    let made = try key.sign(content, comment: "c")
    #expect(made.isValid(for: content, by: key.publicKey))
    #expect(!made.isValid(for: content + [0], by: key.publicKey))
    #expect(!made.isValid(for: content, by: other.publicKey))
    let bent = MinisignSignature(
      number: made.number, signature: made.signature, comment: "d", global: made.global)
    #expect(!bent.isValid(for: content, by: key.publicKey))
  }

  @Test func `no byte of a signature's file can be changed unseen`() throws {
    let key = try #require(MinisignSecretKey(random: Array(1...40)))
    let bytes = Array(try key.sign(content, comment: "c").text.utf8)
    for index in bytes.indices {
      let bent = bytes.enumerated().map { $0 == index ? $1 ^ 1 : $1 }
      let read = try? MinisignSignature(String(decoding: bent, as: UTF8.self), file: "s")
      #expect(read?.isValid(for: content, by: key.publicKey) != true, "byte \(index)")
    }
  }

  @Test(arguments: [
    "", "x", "untrusted comment: x\nRWR6\n", "untrusted comment: x\n!!!!\n",
    "untrusted comment: x\nRWQAAEIyAAAA\n",
  ])
  func `what is no key is refused without being repeated`(text: String) {
    let secret = #expect(throws: Diagnostic.self) { try MinisignSecretKey(text, file: "k") }
    #expect(secret?.code == "secret-key" && secret?.found == nil)
    #expect(throws: Diagnostic.self) { try MinisignPublicKey(text, file: "k") }
    #expect(throws: Diagnostic.self) { try MinisignSignature(text, file: "k") }
  }

  @Test func `a key under a password is refused with the reason`() throws {
    var bytes = try #require(Base64.decode(secretKey.split(separator: "\n")[1]))
    bytes[2] = UInt8(ascii: "S")
    bytes[3] = UInt8(ascii: "c")
    let text = "untrusted comment: x\n\(Base64.encode(bytes))\n"
    #expect(throws: Diagnostic.self) { try MinisignSecretKey(text, file: "k") }
    bytes[2] = 0
    bytes[3] = 0
    bytes[100] ^= 1
    let halves = "untrusted comment: x\n\(Base64.encode(bytes))\n"
    #expect(throws: Diagnostic.self) { try MinisignSecretKey(halves, file: "k") }
  }

  @Test func `Base64 has one spelling`() {
    for (bytes, text) in [([], ""), ([0], "AA=="), ([0, 1], "AAE="), ([0, 1, 2], "AAEC"), ([255, 255, 254], "///+")]
      as [([UInt8], String)]
    {
      #expect(Base64.encode(bytes) == text)
      #expect(Base64.decode(text) == bytes)
    }
    for text in ["A", "AA", "AAA", "AB==", "AAF=", "AA=A", "====", "AA==AA==", "AA\n=", "A===="] {
      #expect(Base64.decode(text) == nil, "\(text)")
    }
  }

  @Test func `a list of keys reads back, and names the lines that are none`() throws {
    let keys = [ScratchArchive.key, ScratchArchive.otherKey].compactMap { $0?.publicKey }
    let list = KeyList([
      KeyList.Entry(keys[0], from: CalendarDay("2026-01-01"), until: CalendarDay("2026-06-30"), note: "Finance, first"),
      KeyList.Entry(keys[1]),
    ])
    let read = KeyList.read(list.text, file: "keys.csv")
    #expect(read.diagnostics.isEmpty)
    #expect(read.value == list)
    #expect(read.value[keys[1].identifier] == list.entries[1])
    let bent = list.text.replacing(keys[1].identifier, with: keys[0].identifier) + list.text.split(separator: "\n")[1]
    #expect(KeyList.read(bent, file: "k").diagnostics.map(\.code) == ["keys-line", "keys-twice"])
    #expect(KeyList.read("", file: "k").diagnostics.map(\.code) == ["keys-header"])
  }
}
