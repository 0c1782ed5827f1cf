#include "database/sqlite/reader_pool.hpp"

#include <spdlog/spdlog.h>

#include <stdexcept>
#include <utility>

#include "core/error.hpp"
#include "database/sqlite/transaction_on_thread.hpp"

namespace rollcall::database::sqlite {

void ReaderPool::read(const std::function<void(Transaction&)>& work) {
    const TransactionOnThread only_one;
    auto connection = take();
    std::exception_ptr failure;
    try {
        connection->execute("BEGIN");
        work(*connection);
        connection->execute("COMMIT");
    } catch (...) {
        failure = std::current_exception();
        // One that cannot even roll back is closed by give_back.
        sqlite3_exec(connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    give_back(std::move(connection));
    if (failure) std::rethrow_exception(failure);
}

std::unique_ptr<Connection> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    given_back_.wait(lock, [&] { return !idle_.empty() || open_ < most_; });
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    ++open_;
    lock.unlock();
    try {
        return open();
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

std::unique_ptr<Connection> ReaderPool::open() const {
    try {
        return std::make_unique<Connection>(file_, Connection::Access::read);
    } catch (const std::runtime_error& error) {
        spdlog::error("No further connection to read with: {}", error.what());
        throw Error::unavailable("The data cannot be reached at the moment. Try again shortly.");
    }
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
    if (connection && connection->in_transaction()) connection.reset();
    {
        const std::lock_guard lock(mutex_);
        if (connection) {
            idle_.push_back(std::move(connection));
        } else {
            --open_;
        }
    }
    given_back_.notify_one();
}

}  // namespace rollcall::database::sqlite
