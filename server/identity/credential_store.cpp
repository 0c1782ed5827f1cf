#include "identity/credential_store.hpp"

#include "core/email.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::identity {

namespace {

using database::StatementBuilder;

StatementBuilder select_credentials() {
    static const auto columns = database::columns_of<Credentials>("m");
    return StatementBuilder("SELECT " + columns + " FROM members m");
}

constexpr auto replace_hash =
    "UPDATE members SET password_hash = $1 WHERE id = $2 AND password_hash = $3 AND suspended_at IS NULL";
constexpr auto set_hash =
    "UPDATE members SET password_hash = $1, must_change_password = $2, version = version + 1 WHERE id = $3";

}  // namespace

std::optional<Credentials> find_credentials_by_email(database::Transaction& tx, std::string_view email) {
    return select_credentials()
        .where("m.email_folded = ?", {fold_email(trimmed(email))})
        .first(tx, database::read_row<Credentials>);
}

std::optional<Credentials> find_credentials(database::Transaction& tx, const MemberId& member) {
    return select_credentials().where("m.id = ?", {member}).first(tx, database::read_row<Credentials>);
}

void set_password_hash(database::Transaction& tx, const MemberId& member, std::string_view hash, bool must_change) {
    tx.execute(set_hash, hash, must_change, member);
}

bool replace_password_hash(database::Transaction& tx, const MemberId& member, std::string_view previous_hash,
                           std::string_view new_hash) {
    return tx.execute(replace_hash, new_hash, member, previous_hash) == 1;
}

}  // namespace rollcall::identity
