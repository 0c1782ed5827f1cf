#pragma once

#include <filesystem>
#include <optional>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::http {

/// Stores large bodies in files without a name, which are deleted with their request.
class BodyFiles {
public:
    explicit BodyFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Moves the part of a request's body that is in memory to the end of its file; waits for the disk. Returns the
    /// response to send when the disk cannot be used.
    std::optional<Response> append_reading(Request& request) noexcept;

private:
    const std::filesystem::path folder_;
};

}  // namespace rollcall::http
