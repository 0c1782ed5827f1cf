#include "pictures/picture_store.hpp"

namespace rollcall::pictures {

namespace {

constexpr auto select_picture = "SELECT picture FROM members WHERE id = $1 AND picture IS NOT NULL";

std::string read_text(const database::Row& row) { return row.text(0); }

}  // namespace

std::string blob_of(const PictureVersion& version) { return blob_folder + ("/" + version); }

std::optional<PictureVersion> find_picture_version(database::Transaction& tx, const MemberId& member) {
    return tx.first(select_picture, read_text, member);
}

}  // namespace rollcall::pictures
