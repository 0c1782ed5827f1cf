#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"

namespace rollcall::api {

/// Where a member's picture is; nothing where there is none. The version in it makes another address of each picture,
/// so that a page shows a new one at once.
inline std::optional<std::string> picture_url(const MemberId& member, const std::optional<std::string>& version) {
    if (!version) return std::nullopt;
    return "/api/v1/members/" + member.text() + "/picture?version=" + *version;
}

/// The same for who asks about himself or herself.
inline std::optional<std::string> own_picture_url(const std::optional<std::string>& version) {
    if (!version) return std::nullopt;
    return "/api/v1/profile/picture?version=" + *version;
}

}  // namespace rollcall::api
