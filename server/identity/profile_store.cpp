#include "identity/profile_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::identity {

namespace {

const auto select_profile = "SELECT " + database::columns_of<Profile>("m") + " FROM members m WHERE m.id = $1";

const auto select_session_view =
    "SELECT " +
    database::columns_of<SessionView>("m", {{"account_name", "a.name"},
                                            {"crm_enabled", "a.crm_enabled"},
                                            {"minimum_password_length", "a.minimum_password_length"},
                                            {"time_zone", "a.time_zone"}}) +
    " FROM accounts a LEFT JOIN members m ON m.id = $1";

}  // namespace

std::optional<SessionView> find_session_view(database::Transaction& tx, const std::optional<MemberId>& member) {
    return tx.first(select_session_view, database::read_row<SessionView>, member);
}

std::optional<Profile> find_profile(database::Transaction& tx, const MemberId& member) {
    return tx.first(select_profile, database::read_row<Profile>, member);
}

}  // namespace rollcall::identity
