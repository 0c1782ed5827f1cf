#include "database/transaction_on_thread.hpp"

#include <stdexcept>

namespace rollcall::database {

namespace {

thread_local bool is_running = false;

}  // namespace

void TransactionOnThread::require_none() {
    if (is_running) throw std::logic_error("a transaction inside a transaction: pass the outer one on instead");
}

TransactionOnThread::TransactionOnThread() {
    require_none();
    is_running = true;
}

TransactionOnThread::~TransactionOnThread() { is_running = false; }

}  // namespace rollcall::database
