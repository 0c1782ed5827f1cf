#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// The version of an object: 1 when created, one more with each change. Its entity tag (RFC 9110, section 8.8.3).
using Version = std::int64_t;

/// "\"7\"": as in the ETag header and in an object's `etag`.
std::string etag(Version version);

/// The version that a change is based on: the If-Match header of a request (RFC 9110, section 13.1.1), or none.
class ExpectedVersion {
public:
    ExpectedVersion() = default;
    explicit ExpectedVersion(std::optional<std::string> if_match) : if_match_(std::move(if_match)) {}

    /// Throws Error::changed_meanwhile when the change is based on another version than `version`.
    void require(Version version) const;

private:
    std::optional<std::string> if_match_;
};

}  // namespace rollcall
