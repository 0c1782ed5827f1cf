#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "pictures/picture_store.hpp"
#include "storage/blobs.hpp"

namespace rollcall::pictures {

class PictureReader;

/// A picture as it is served.
struct Picture {
    PictureVersion version;
    std::string bytes;  ///< JPEG
};

/// Gives the caller the picture in `bytes`, in the place of the one before. Throws what PictureReader::read throws, and
/// Error::unavailable when it could not be kept. Who may call: everybody, for themselves.
PictureVersion set_own_picture(database::Database& database, storage::Blobs& blobs, PictureReader& reader,
                               const Clock& clock, const access::Caller& caller, std::string_view bytes);

/// Takes the caller's picture away, if there is one. Who may call: everybody, for themselves.
void remove_own_picture(database::Database& database, const Clock& clock, const access::Caller& caller);

/// A member's picture; throws Error::not_found where there is none. Whether the one who asks may see it is the matter
/// of the route.
Picture get_picture(database::Database& database, storage::Blobs& blobs, const MemberId& member);

/// Inside the write that removes a member: lets the picture go with them.
void release_picture(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::pictures
