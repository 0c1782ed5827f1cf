#pragma once

#include <optional>
#include <string>
#include <vector>

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

/// Notes that no row points to a blob, and when it is to be deleted.
void note_unreferenced(database::Transaction& tx, const std::string& blob, Time delete_at);

enum class Rescued { yes, too_late };

/// Forgets that note, since a row points to the blob from now on; unless its time has come.
Rescued rescue(database::Transaction& tx, const std::string& blob, Time now);

/// The blobs whose time has come.
std::vector<std::string> unreferenced(database::Transaction& tx, Time now);

void forget_unreferenced(database::Transaction& tx, const std::string& blob);

}  // namespace rollcall::pictures
