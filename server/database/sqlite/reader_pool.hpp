#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "database/sqlite/connection.hpp"

namespace rollcall::database::sqlite {

/// The connections that read, opened when first needed. Readers beyond their number wait for each other; the writer
/// waits for none of them, nor they for it.
class ReaderPool {
public:
    ReaderPool(std::string file, std::size_t most) : file_(std::move(file)), most_(most) {}

    /// Runs `work` on one snapshot: all its statements see the same commits.
    void read(const std::function<void(Transaction&)>& work);

private:
    std::unique_ptr<Connection> take();
    std::unique_ptr<Connection> open() const;
    void give_back(std::unique_ptr<Connection> connection);

    const std::string file_;
    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<Connection>> idle_;  // the last one used is the next: its pages are in its cache
    std::size_t open_ = 0;
};

}  // namespace rollcall::database::sqlite
