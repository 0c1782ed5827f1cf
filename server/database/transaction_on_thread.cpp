#include "database/transaction_on_thread.hpp"

#include <stdexcept>

namespace rollcall::database {

namespace {

thread_local bool one_is_running = false;

}  // namespace

void TransactionOnThread::expect_none() {
    if (one_is_running) throw std::logic_error("a transaction inside a transaction: pass the outer one on instead");
}

TransactionOnThread::TransactionOnThread() {
    expect_none();
    one_is_running = true;
}

TransactionOnThread::~TransactionOnThread() { one_is_running = false; }

}  // namespace rollcall::database
