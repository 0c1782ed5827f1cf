#include "identity/credential_store.hpp"

#include "core/email.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::identity {

namespace {

using database::StatementBuilder;

StatementBuilder select_credentials() {
    static const auto columns =
        database::columns_of<Credentials>("m", {{"last_active_at", "NULLIF(m.last_active_at, 0)"}});
    return StatementBuilder("SELECT " + columns + " FROM members m");
}

}  // namespace

std::optional<Credentials> find_credentials_by_email(database::Transaction& tx, std::string_view email) {
    return select_credentials()
        .where("m.email_folded = ?", {fold_email(trim(email))})
        .first(tx, database::read_row<Credentials>);
}

std::optional<Credentials> find_credentials(database::Transaction& tx, const MemberId& member) {
    return select_credentials().where("m.id = ?", {member}).first(tx, database::read_row<Credentials>);
}

}  // namespace rollcall::identity
