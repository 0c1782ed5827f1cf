#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "database/connection.hpp"

namespace rollcall::database {

/// The connections that read, opened when first needed. Readers beyond their number wait for each other; the writer
/// waits for none of them, nor they for it.
class ReaderPool {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    /// `open` makes a connection that reads; what it throws as std::runtime_error is answered as Error::unavailable.
    ReaderPool(Open open, std::size_t most) : open_connection_(std::move(open)), most_(most) {}

    /// Runs `work` on one snapshot: all its statements see the same commits.
    void read(const std::function<void(Transaction&)>& work);

private:
    std::unique_ptr<Connection> take();
    std::unique_ptr<Connection> open() const;
    void give_back(std::unique_ptr<Connection> connection);

    const Open open_connection_;
    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<Connection>> idle_;  // the last one used is the next: its pages are in its cache
    std::size_t open_ = 0;
};

}  // namespace rollcall::database
