#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::pictures {

/// Which picture a member has; another with each upload.
using PictureVersion = std::string;

/// The name of a picture's blob.
std::string blob_of(const PictureVersion& version);

/// Nothing where there is no such member, or no picture.
std::optional<PictureVersion> find_picture(database::Transaction& tx, const MemberId& member);

/// Sets or takes away the member's picture. It is no part of the member's version: whoever edits a member does not
/// lose what they typed because a picture has changed.
void set_picture(database::Transaction& tx, const MemberId& member, const std::optional<PictureVersion>& version);

}  // namespace rollcall::pictures
