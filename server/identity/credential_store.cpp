#include "identity/credential_store.hpp"

#include "core/email.hpp"
#include "core/text.hpp"

namespace rollcall::identity {

namespace {

constexpr auto select_by_email =
    "SELECT id, email, name, password_hash, suspended_at FROM members WHERE email_folded = $1";
constexpr auto select_by_member = "SELECT id, email, name, password_hash, suspended_at FROM members WHERE id = $1";
constexpr auto replace_hash =
    "UPDATE members SET password_hash = $1 WHERE id = $2 AND password_hash = $3 AND suspended_at IS NULL";
constexpr auto set_hash =
    "UPDATE members SET password_hash = $1, must_change_password = $2, version = version + 1 WHERE id = $3";

Credentials read_credentials(const database::Row& row) {
    return {
        .member = row.id<MemberId>(0),
        .email = row.text(1),
        .name = row.text(2),
        .password_hash = row.text(3),
        .suspended = !row.is_null(4),
    };
}

}  // namespace

std::optional<Credentials> find_by_email(database::Transaction& tx, std::string_view email) {
    return tx.first(select_by_email, read_credentials, fold_email(trimmed(email)));
}

std::optional<Credentials> find_by_member(database::Transaction& tx, const MemberId& member) {
    return tx.first(select_by_member, read_credentials, member);
}

void set_password_hash(database::Transaction& tx, const MemberId& member, std::string_view hash, bool must_change) {
    tx.execute(set_hash, hash, must_change, member);
}

PasswordSet replace_password_hash(database::Transaction& tx, const MemberId& member, std::string_view previous_hash,
                                  std::string_view new_hash) {
    const auto rows = tx.execute(replace_hash, new_hash, member, previous_hash);
    return rows == 1 ? PasswordSet::yes : PasswordSet::changed_meanwhile;
}

}  // namespace rollcall::identity
