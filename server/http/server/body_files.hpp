#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <optional>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::http {

/// Stores large bodies in files without a name, which are deleted with their request.
class BodyFiles {
public:
    /// At most `max_files` at the same time, in that folder.
    BodyFiles(std::filesystem::path folder, std::size_t max_files)
        : folder_(std::move(folder)), max_files_(max_files) {}

    /// Moves the part of a request's body that is in memory to the end of its file; waits for the disk. Returns the
    /// response to send when that fails: there are too many files, or the disk cannot be used.
    std::optional<Response> append_body(Request& request) noexcept;

private:
    std::shared_ptr<TemporaryFile> create_file();

    const std::filesystem::path folder_;
    const std::size_t max_files_;
    std::atomic<std::size_t> files_ = 0;
};

}  // namespace rollcall::http
