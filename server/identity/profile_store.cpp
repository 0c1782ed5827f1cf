#include "identity/profile_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::identity {

namespace {

const auto select_profile = "SELECT " + database::columns_of<Profile>("m") + " FROM members m WHERE m.id = $1";

}  // namespace

std::optional<Profile> find_profile(database::Transaction& tx, const MemberId& member) {
    return tx.first(select_profile, database::read_row<Profile>, member);
}

}  // namespace rollcall::identity
