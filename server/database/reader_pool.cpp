#include "database/reader_pool.hpp"

#include <utility>

#include "database/one_statement.hpp"
#include "database/open_to_read.hpp"
#include "database/transaction_on_thread.hpp"

namespace rollcall::database {

void ReaderPool::read(const std::function<void(Transaction&)>& work) {
    const Measurement measurement(metrics_->read_seconds);
    const TransactionOnThread marker;
    auto connection = acquire();
    std::exception_ptr failure;
    try {
        connection->begin();
        work(*connection);
        connection->commit();
    } catch (...) {
        failure = std::current_exception();
        connection->roll_back();  // release closes a connection that could not roll back
    }
    release(std::move(connection));
    if (failure) std::rethrow_exception(failure);
}

void ReaderPool::read_statement(const std::function<void(Transaction&)>& work) {
    const Measurement measurement(metrics_->read_seconds);
    const TransactionOnThread marker;
    auto connection = acquire();
    std::exception_ptr failure;
    try {
        OneStatement transaction(
            [&](auto sql, auto parameters, const auto& on_row) { return connection->run(sql, parameters, on_row); });
        work(transaction);
    } catch (...) {
        failure = std::current_exception();
    }
    release(std::move(connection));
    if (failure) std::rethrow_exception(failure);
}

std::unique_ptr<DatabaseConnection> ReaderPool::acquire() {
    std::unique_lock lock(mutex_);
    released_.wait(lock, [&] { return !idle_.empty() || open_ < max_connections_; });
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    ++open_;
    lock.unlock();
    try {
        return open_to_read(open_connection_);
    } catch (...) {
        release(nullptr);
        throw;
    }
}

void ReaderPool::release(std::unique_ptr<DatabaseConnection> connection) {
    if (connection && connection->in_transaction()) connection.reset();
    {
        const std::lock_guard lock(mutex_);
        if (connection) {
            idle_.push_back(std::move(connection));
        } else {
            --open_;
        }
    }
    released_.notify_one();
}

}  // namespace rollcall::database
