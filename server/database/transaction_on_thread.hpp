#pragma once

namespace rollcall::database {

/// Stands for the transaction that runs on this thread. There is at most one: a second would wait for the first to
/// end, which never comes when readers are short or the first is the writer's.
class TransactionOnThread {
public:
    /// Throws std::logic_error when one runs on this thread already.
    static void expect_none();

    TransactionOnThread();
    ~TransactionOnThread();
    TransactionOnThread(const TransactionOnThread&) = delete;
    TransactionOnThread& operator=(const TransactionOnThread&) = delete;
};

}  // namespace rollcall::database
