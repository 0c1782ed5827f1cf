#include "identity/profile_store.hpp"

namespace rollcall::identity {

namespace {

constexpr auto select_profile =
    "SELECT id, email, name, job_title, role, created_at, picture FROM members WHERE id = $1";

Profile read_profile(const database::Row& row) {
    return {
        .id = row.id<MemberId>(0),
        .email = row.text(1),
        .name = row.text(2),
        .job_title = row.optional_text(3),
        .role = enum_value<access::Role>(row.text_view(4)),
        .created_at = row.time(5),
        .picture = row.optional_text(6),
    };
}

}  // namespace

std::optional<Profile> find_profile(database::Transaction& tx, const MemberId& member) {
    return tx.first(select_profile, read_profile, member);
}

}  // namespace rollcall::identity
