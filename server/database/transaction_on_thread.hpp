#pragma once

namespace rollcall::database {

/// Marks that a transaction runs on this thread. There is at most one: a second could wait for the first for ever, when
/// all readers are taken or the first is a write.
class TransactionOnThread {
public:
    /// Throws std::logic_error when a transaction runs on this thread.
    static void require_none();

    TransactionOnThread();
    ~TransactionOnThread();
    TransactionOnThread(const TransactionOnThread&) = delete;
    TransactionOnThread& operator=(const TransactionOnThread&) = delete;
};

}  // namespace rollcall::database
