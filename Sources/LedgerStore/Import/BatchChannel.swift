import Glibc

/// Hands batches from the thread that reads a file to the one that books it, a few at a time: whoever is ahead waits.
/// The batches go to and fro, so their memory is there once.
final class BatchChannel: @unchecked Sendable {
  /// The other side has given up; there is nobody to read for.
  struct Cancelled: Error {}

  private let capacity: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // All below: only with the mutex held.
  private var full: [RowBatch] = []
  private var empty: [RowBatch] = []
  private var made = 1
  private var isFinished = false
  private var isCancelled = false

  /// At most `capacity` batches, the reader's own included.
  init(capacity: Int = 5) {
    self.capacity = capacity
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Hands over a batch and gives an empty one, when there is one.
  func send(_ batch: RowBatch) throws -> RowBatch {
    try locked {
      full.append(batch)
      pthread_cond_signal(changed)
      while true {
        if isCancelled { throw Cancelled() }
        if let next = empty.popLast() { return next }
        if made < capacity {
          made += 1
          return RowBatch()
        }
        pthread_cond_wait(changed, mutex)
      }
    }
  }

  /// There are no more batches.
  func finish() {
    locked {
      isFinished = true
      pthread_cond_signal(changed)
    }
  }

  /// The next batch, in the order they were sent; nil behind the last.
  func receive() -> RowBatch? {
    locked {
      while full.isEmpty, !isFinished { pthread_cond_wait(changed, mutex) }
      return full.isEmpty ? nil : full.removeFirst()
    }
  }

  /// Gives a batch back when it has been booked.
  func recycle(_ batch: RowBatch) {
    batch.clear()
    locked {
      empty.append(batch)
      pthread_cond_signal(changed)
    }
  }

  /// Makes the sender stop.
  func cancel() {
    locked {
      isCancelled = true
      pthread_cond_signal(changed)
    }
  }

  private func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}

/// A thread of its own for one piece of work.
struct WorkerThread: ~Copyable {
  private let thread: pthread_t

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Starts it. Whoever starts it must join it, and not touch what the work touches until then.
  init(_ body: @escaping () -> Void) throws {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw FileSystem.failure("cannot be read in a thread of its own", "the file")
    }
    self.thread = thread
  }

  /// Waits until it is done.
  consuming func join() { pthread_join(thread, nil) }
}
