#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"

namespace rollcall::api {

/// The URL of a member's picture; nothing when there is none. The version in it changes the URL with the picture, so
/// that a page shows a new one at once.
inline std::optional<std::string> picture_url(const MemberId& member, const std::optional<std::string>& version) {
    if (!version) return std::nullopt;
    return "/api/v1/members/" + member.text() + "/picture?version=" + *version;
}

/// The same for the caller's own picture.
inline std::optional<std::string> own_picture_url(const std::optional<std::string>& version) {
    if (!version) return std::nullopt;
    return "/api/v1/profile/picture?version=" + *version;
}

}  // namespace rollcall::api
