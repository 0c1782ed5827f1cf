#include "access/caller_store.hpp"

#include <boost/describe/class.hpp>
#include <utility>

#include "access/permissions_column.hpp"
#include "access/session_limits.hpp"
#include "core/error.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::access {

namespace {

/// What is read of a caller; `credential_id` is that of the session or of the API token.
struct CallerRow {
    MemberId id;
    Role role = Role::member;
    Permissions permissions;
    bool must_change_password = false;
    bool members_see_prompts = true;
    CallerDetails details;
    std::string credential_id;
    Time last_active_at;
    Time confirmed_at;
    TokenScopes scopes;
    std::optional<std::string> prefix;
};
BOOST_DESCRIBE_STRUCT(CallerRow, (),
                      (id, role, permissions, must_change_password, members_see_prompts, details, credential_id,
                       last_active_at, confirmed_at, scopes, prefix))

/// What is read of a credential, by the names of CallerRow.
struct CredentialColumns {
    std::string_view credential_id;
    std::string_view last_active_at;
    std::string_view confirmed_at;
    std::string_view scopes;
    std::string_view prefix;
};

std::string columns_of_caller(const CredentialColumns& credential) {
    return database::columns_of<CallerRow>("m", {{"members_see_prompts", "account.members_see_prompts"},
                                                 {"account_name", "account.name"},
                                                 {"crm_enabled", "account.crm_enabled"},
                                                 {"minimum_password_length", "account.minimum_password_length"},
                                                 {"time_zone", "account.time_zone"},
                                                 {"credential_id", credential.credential_id},
                                                 {"last_active_at", credential.last_active_at},
                                                 {"confirmed_at", credential.confirmed_at},
                                                 {"scopes", credential.scopes},
                                                 {"prefix", credential.prefix}});
}

database::StatementBuilder select_caller(std::string_view credential_table, const CredentialColumns& credential) {
    database::StatementBuilder statement("SELECT " + columns_of_caller(credential) + " FROM ");
    statement.add(credential_table).add(" credential JOIN members m ON m.id = credential.member_id");
    statement.add(" CROSS JOIN accounts account").where("m.suspended_at IS NULL");
    return statement;
}

database::StatementBuilder select_by_session() {
    static const auto statement = select_caller("sessions", {.credential_id = "credential.id",
                                                             .last_active_at = "credential.last_active_at",
                                                             .confirmed_at = "credential.confirmed_at",
                                                             .scopes = "0",
                                                             .prefix = "NULL"});
    return statement;
}

database::StatementBuilder select_by_api_token() {
    static const auto statement = select_caller("api_tokens", {.credential_id = "credential.id",
                                                               .last_active_at = "credential.last_used_at",
                                                               .confirmed_at = "0",
                                                               .scopes = "credential.scopes",
                                                               .prefix = "credential.prefix"});
    return statement;
}

void add_session_life(database::StatementBuilder& statement, Time now) {
    statement.where("credential.created_at > ? AND credential.last_active_at > ?",
                    {now - session_absolute_limit, now - session_idle_limit});
}

void add_api_token_life(database::StatementBuilder& statement, Time now) {
    statement.where("credential.expires_at > ?", {now});
}

/// Takes the details out of the row.
Caller caller_of(CallerRow& row) {
    Caller caller;
    caller.member = row.id;
    caller.role = row.role;
    caller.permissions = effective(row.role, row.permissions, row.details.crm_enabled);
    caller.members_see_prompts = row.members_see_prompts;
    caller.must_change_password = row.must_change_password;
    caller.details = std::move(row.details);
    return caller;
}

AuthenticatedCaller caller_with_session(CallerRow& row) {
    auto caller = caller_of(row);
    caller.session = SessionId(row.credential_id);
    caller.confirmed_at = row.confirmed_at;
    return {std::move(caller), row.last_active_at};
}

AuthenticatedCaller caller_with_api_token(CallerRow& row) {
    auto caller = caller_of(row);
    caller.api_token = ApiTokenId(row.credential_id);
    caller.token_scopes = row.scopes;
    caller.token_prefix = row.prefix;
    return {std::move(caller), row.last_active_at};
}

enum class Expiry { ignored, judged };

Caller find_again(database::Transaction& tx, const Caller& caller, Expiry expiry, Time now) {
    auto statement = caller.uses_api_token() ? select_by_api_token() : select_by_session();
    statement.where("credential.id = ?", {caller.uses_api_token() ? caller.api_token.text() : caller.session.text()});
    if (expiry == Expiry::judged)
        caller.uses_api_token() ? add_api_token_life(statement, now) : add_session_life(statement, now);
    auto row = statement.first(tx, database::read_row<CallerRow>);
    if (!row) throw Error::not_signed_in();
    auto found = (caller.uses_api_token() ? caller_with_api_token(*row) : caller_with_session(*row)).caller;
    found.address = caller.address;
    return found;
}

}  // namespace

std::optional<AuthenticatedCaller> find_caller_by_session(database::Transaction& tx, std::string_view token_hash,
                                                          Time now) {
    auto statement = select_by_session();
    statement.where("credential.token_hash = ?", {token_hash});
    add_session_life(statement, now);
    auto row = statement.first(tx, database::read_row<CallerRow>);
    return row ? std::optional(caller_with_session(*row)) : std::nullopt;
}

std::optional<AuthenticatedCaller> find_caller_by_api_token(database::Transaction& tx, std::string_view token_hash,
                                                            Time now) {
    auto statement = select_by_api_token();
    statement.where("credential.token_hash = ?", {token_hash});
    add_api_token_life(statement, now);
    auto row = statement.first(tx, database::read_row<CallerRow>);
    return row ? std::optional(caller_with_api_token(*row)) : std::nullopt;
}

CurrentCaller get_current_caller(database::Transaction& tx, const Caller& caller) {
    return CurrentCaller(find_again(tx, caller, Expiry::ignored, {}));
}

CurrentCaller get_current_caller_at(database::Transaction& tx, const Caller& caller, Time now) {
    CurrentCaller current(find_again(tx, caller, Expiry::judged, now));
    if (current.must_change_password) {
        throw Error(ErrorCode::password_change_required, "Choose a password of your own first.");
    }
    return current;
}

std::optional<CurrentCaller> find_current_member(database::Transaction& tx, const MemberId& member) {
    static const auto statement =
        "SELECT " +
        columns_of_caller(
            {.credential_id = "''", .last_active_at = "0", .confirmed_at = "0", .scopes = "0", .prefix = "NULL"}) +
        " FROM members m CROSS JOIN accounts account"
        " WHERE m.id = $1 AND m.suspended_at IS NULL";
    auto row = tx.first(statement, database::read_row<CallerRow>, member);
    return row ? std::optional(CurrentCaller(caller_of(*row))) : std::nullopt;
}

}  // namespace rollcall::access
