import OutputTree
import Testing

struct SensitiveTextTests {
  /// Made up, none of them opens anything.
  @Test(arguments: [
    ("key sk-proj-4fJ9aQ2mX7cV1nB8rT5yU3wZ", "api-key"), ("sk-ant-api03-Qw8rTy2uIo4pAs6dFg8hJk0l", "api-key"),
    ("AKIAIOSFODNN7EXAMPLE", "api-key"), ("AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", "api-key"),
    ("ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "api-key"), ("glpat-a1B2c3D4e5F6g7H8i9J0", "api-key"),
    ("xoxb-123456789012-abcdefABCDEF", "api-key"), ("hf_aBcDeFgHiJkLmNoPqRsTuVwX1234", "api-key"),
    ("gsk_aBcDeFgHiJkLmNoPqRsTuVwX1234", "api-key"), ("<td>r7Kp2mXq9ZtB4vLs8WnC1dYf6HgJ3aQe</td>", "api-key"),
    ("88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b", "key-hash"),
    ("\"api_key\": \"4ab77ed8faf098196cb1c05df7785398\"", "key-hash"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "private-key"), ("-----BEGIN OPENSSH PRIVATE KEY-----", "private-key"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN", "access-token"),
    ("Authorization: Bearer a1b2c3d4e5f6g7h8i9j0k1l2", "access-token"),
    ("https://beheer:geheim@kosten.example.nl/x", "password"),
    ("jan.de.vries@voorbeeld.nl", "mail-address"), ("a+b@x.co.uk;", "mail-address"),
    ("from 192.168.1.20 at", "network-address"), ("(8.8.8.8)", "network-address"),
    ("2001:db8:85a3::8a2e:370:7334", "network-address"), ("fe80:0:0:0:204:61ff:fe9d:f156", "network-address"),
    ("NL91ABNA0417164300", "bank-account"), ("DE89 3704 0044 0532 0130 00", "bank-account"),
    ("BSN: 111222333", "citizen-number"), ("burgerservicenummer 123456782", "citizen-number"),
    ("06-12345678", "telephone"), ("06 12 34 56 78", "telephone"), ("+31 6 12345678", "telephone"),
    ("+31612345678", "telephone"), ("0031612345678", "telephone"), ("+44 20 7946 0958", "telephone"),
  ])
  func `finds what must not leave the house`(text: String, kind: String) {
    let found = SensitiveText.findings(in: Array("first line\n\(text)\n".utf8), file: "a.html")
    #expect(found.map(\.kind.rawValue) == [kind])
    #expect(found.map(\.line) == [2])
  }

  @Test(arguments: [
    "sk-1234", "task-4711-and-many-more-words-without-end", "disk-0123456789abcdef0123", "claude-3-5-sonnet-20241022",
    "anthropic.claude-3-5-sonnet-20241022-v2:0", "gemini-1.5-pro@001", "vertex_ai/claude@20240620", "AKIA", "eyJ.x.y",
    "bearer of news that is long", "Bearer instrumentation-department", "version 1.2.3.4.5", "v1.2.3.4", "1.234.567",
    "127.0.0.1", "0.0.0.0", "1.2.3", "M4 9.35L12 9.53L20 8.36L28 14.34", "a::before", "07:00:00",
    "2026-11-23T06:00:02Z",
    "spend.total@2026-W47", "mt.cost[useCase=chat]@2026-W47", "@media print", "€ 0,0612345678", "0.0612345678",
    "+10–+38 %", "+165,00", "ordernummer 123456782", "NL91ABNA0417164301", "NL2026W47",
    "sha256:88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
    "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b  data/site/index.html",
    "\"digest\": \"88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b\"",
    "trace.html#mt--cost-per-1000-calls---2026-w47", "internationaliseringsmogelijkheden2026", "1000000000000000000000",
    "9e107d9d-372b-4be6-8a1d-2f0c9a4b7c11", "https://voorbeeld.nl:8080/pad", "2026/w47/index.html",
  ])
  func `leaves harmless text alone`(text: String) {
    #expect(SensitiveText.findings(in: Array("\(text)\n".utf8), file: "a.html") == [])
    #expect(SensitiveText.findings(in: Array(text.utf8), file: "a.html") == [])
  }

  @Test func `a digest of a file in a column of digests is no key, beside it is one`() {
    let digest = "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b"
    let csv = "Bestand;SHA-256;Sleutel\r\n\"a;b.csv\";\(digest);\(digest)\r\n"
    let found = SensitiveText.findings(in: Array(csv.utf8), file: "imports.csv")
    #expect(found.map(\.kind) == [.keyHash])
    #expect(found.map(\.line) == [2])
  }

  @Test func `a finding never carries the secret itself`() {
    let secret = "sk-ant-api03-Qw8rTy2uIo4pAs6dFg8hJk0l"
    let found = SensitiveText.findings(in: Array(secret.utf8), file: "a.html")
    #expect(found.map(\.shown) == ["sk-a…, 37 characters"])
  }

  @Test func `a leaked list is named a few times, not a thousand`() {
    let list = (0..<1000).map { "klant\($0)@voorbeeld.nl\n" }.joined()
    let found = SensitiveText.findings(in: Array(list.utf8), file: "a.csv")
    #expect(found.count == SensitiveText.mostOfAKind)
    #expect(found.last?.line == SensitiveText.mostOfAKind)
  }
}
