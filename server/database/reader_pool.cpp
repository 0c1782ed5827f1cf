#include "database/reader_pool.hpp"

#include <stdexcept>
#include <utility>

#include "database/transaction_on_thread.hpp"

namespace rollcall::database {

namespace {

class OneStatement final : public Transaction {
public:
    explicit OneStatement(DatabaseConnection& connection) : connection_(connection) {}

protected:
    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override {
        if (std::exchange(has_run_, true)) throw std::logic_error("a second statement in a read of one");
        return connection_.run(sql, parameters, on_row);
    }

private:
    DatabaseConnection& connection_;
    bool has_run_ = false;
};

}  // namespace

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
        OneStatement transaction(*connection);
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
