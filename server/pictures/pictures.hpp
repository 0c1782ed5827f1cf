#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "access/context.hpp"
#include "pictures/picture_store.hpp"
#include "storage/blobs.hpp"

namespace rollcall::pictures {

class PictureReader;

/// A picture as it is served.
struct Picture {
    PictureVersion version;
    std::string bytes;  ///< JPEG
};

/// Gives the caller the picture in `bytes`, in place of the one before. Throws what PictureReader::read throws, and
/// Error::unavailable when it could not be stored. Who may call: everybody, for themselves.
PictureVersion set_own_picture(const access::Context& context, storage::Blobs& blobs, PictureReader& reader,
                               std::string_view bytes);

/// Removes the caller's picture, if there is one. Who may call: everybody, for themselves.
void remove_own_picture(const access::Context& context);

/// A member's picture; throws Error::not_found where there is none. The route decides who may see it.
Picture get_picture(database::Database& database, storage::Blobs& blobs, const MemberId& member);

/// Inside the write that removes or replaces it: the picture's blob is deleted afterwards.
void release_picture(database::Transaction& tx, const MemberId& member);

/// Deletes the blobs of all released pictures; throws where one of them cannot be deleted. Returns early when a stop is
/// requested, and then false.
bool delete_released_pictures(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                              const std::stop_token& stop);

}  // namespace rollcall::pictures
