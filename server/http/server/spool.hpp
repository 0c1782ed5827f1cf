#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <optional>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::http {

/// Keeps bodies that are too large for memory in files without a name, which are gone with their request.
class Spool {
public:
    /// At most so many files at once in that folder.
    Spool(std::filesystem::path folder, std::size_t most) : folder_(std::move(folder)), most_(most) {}

    /// Moves what is in memory of a request's body to the end of its file. Blocks for as long as the disk does. What to
    /// answer when that cannot be: there are too many, or the disk cannot be used.
    std::optional<Response> take(Request& request) noexcept;

private:
    std::shared_ptr<TemporaryFile> new_file();

    const std::filesystem::path folder_;
    const std::size_t most_;
    std::atomic<std::size_t> files_ = 0;
};

}  // namespace rollcall::http
