#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "database/database_connection.hpp"
#include "database/database_metrics.hpp"

namespace rollcall::database {

/// The connections that read, opened when first needed. Readers beyond their number wait for each other; readers and
/// the writer do not wait for each other.
class ReaderPool {
public:
    using Open = std::function<std::unique_ptr<DatabaseConnection>()>;

    /// `open` opens a connection that reads; a std::runtime_error of it becomes Error::unavailable.
    ReaderPool(Open open, std::size_t max_connections, SharedDatabaseMetrics metrics)
        : open_connection_(std::move(open)), max_connections_(max_connections), metrics_(std::move(metrics)) {}

    /// Runs `work` on one snapshot: all its statements see the same commits.
    void read(const std::function<void(Transaction&)>& work);

    /// Runs `work` without a transaction. Throws std::logic_error for its second statement.
    void read_statement(const std::function<void(Transaction&)>& work);

private:
    std::unique_ptr<DatabaseConnection> acquire();
    void release(std::unique_ptr<DatabaseConnection> connection);

    const Open open_connection_;
    const std::size_t max_connections_;
    const SharedDatabaseMetrics metrics_;
    std::mutex mutex_;
    std::condition_variable released_;
    std::vector<std::unique_ptr<DatabaseConnection>> idle_;  // the last one used is used next: its cache is warm
    std::size_t open_ = 0;
};

}  // namespace rollcall::database
