#include "database/reader_pool.hpp"

#include <spdlog/spdlog.h>

#include <stdexcept>
#include <utility>

#include "core/error.hpp"
#include "database/transaction_on_thread.hpp"

namespace rollcall::database {

void ReaderPool::read(const std::function<void(Transaction&)>& work) {
    const TransactionOnThread only_one;
    auto connection = take();
    std::exception_ptr failure;
    try {
        connection->begin();
        work(*connection);
        connection->commit();
    } catch (...) {
        failure = std::current_exception();
        connection->roll_back();  // one that cannot even do that is closed by give_back
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
        return open_connection_();
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

}  // namespace rollcall::database
