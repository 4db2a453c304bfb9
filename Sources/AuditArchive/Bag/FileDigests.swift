import Dispatch
import ReportCore
import SafeFiles
import Synchronization

/// Digests of many files, by several threads.
enum FileDigests {
  /// Of each file in each of its algorithms. A file that cannot be read has a diagnostic and no digest.
  static func of(
    _ wanted: [BagPath: Set<BagAlgorithm>], below root: Folder, threads: Int
  ) -> (digests: [BagPath: [BagAlgorithm: String]], failures: [Diagnostic]) {
    let batches = batches(of: wanted)
    let next = Atomic(0)
    let results = Mutex(Results())
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, batches.count))) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < batches.count else { return }
        let part = digests(of: batches[index], below: root)
        results.withLock {
          $0.digests.merge(part.digests) { $1 }
          $0.failures += part.failures
        }
      }
    }
    return results.withLock { results in
      let failures = results.failures.sorted { ($0.place?.file ?? "") < ($1.place?.file ?? "") }
      return (results.digests, failures)
    }
  }

  private struct Results: Sendable {
    var digests: [BagPath: [BagAlgorithm: String]] = [:]
    var failures: [Diagnostic] = []
  }

  private struct Batch: Sendable {
    let folder: String?
    var files: [(path: BagPath, algorithms: [BagAlgorithm])]
  }

  /// Files of one folder, few enough that no thread waits long for another.
  private static func batches(of wanted: [BagPath: Set<BagAlgorithm>]) -> [Batch] {
    var batches: [Batch] = []
    for (path, algorithms) in wanted.sorted(by: { $0.key < $1.key }) {
      let file = (path, algorithms.sorted { $0.rawValue < $1.rawValue })
      if let last = batches.last, last.folder == path.folder, last.files.count < 16 {
        batches[batches.count - 1].files.append(file)
      } else {
        batches.append(Batch(folder: path.folder, files: [file]))
      }
    }
    return batches
  }

  private static func digests(of batch: Batch, below root: Folder) -> Results {
    var results = Results()
    do throws(Diagnostic) {
      guard case .reached(let folder) = try Walk.to(batch.folder, below: root) else { return results }
      for (path, algorithms) in batch.files {
        var hashers = algorithms.map(BagHasher.init)
        do throws(Diagnostic) {
          try folder.read(path.name) { bytes in
            for index in hashers.indices { hashers[index].update(bytes) }
          }
          results.digests[path] = Dictionary(uniqueKeysWithValues: zip(algorithms, hashers.map(\.digest)))
        } catch {
          results.failures.append(error)
        }
      }
    } catch {
      results.failures.append(error)
    }
    return results
  }
}
