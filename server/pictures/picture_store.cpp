#include "pictures/picture_store.hpp"

namespace rollcall::pictures {

namespace {

constexpr auto select_picture = "SELECT picture FROM members WHERE id = $1 AND picture IS NOT NULL";
constexpr auto update_picture = "UPDATE members SET picture = $1 WHERE id = $2";

std::string read_text(const database::Row& row) { return row.text(0); }

}  // namespace

std::string blob_of(const PictureVersion& version) { return "pictures/" + version; }

std::optional<PictureVersion> find_picture(database::Transaction& tx, const MemberId& member) {
    return tx.first(select_picture, read_text, member);
}

void set_picture(database::Transaction& tx, const MemberId& member, const std::optional<PictureVersion>& version) {
    tx.execute(update_picture, version, member);
}

}  // namespace rollcall::pictures
