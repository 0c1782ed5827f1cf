#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::pictures {

/// Names the picture of a member; another one with each upload.
using PictureVersion = std::string;

/// What the names of pictures' blobs begin with, before a '/'.
inline constexpr auto blob_folder = "pictures";

/// The name of a picture's blob.
std::string blob_of(const PictureVersion& version);

/// Nothing where there is no such member, or no picture.
std::optional<PictureVersion> find_picture_version(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::pictures
