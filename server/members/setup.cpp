#include "members/setup.hpp"

#include "access/caller_store.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/random.hpp"
#include "core/time_zone.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/passwords/password_rules.hpp"
#include "identity/sign_ins/devices.hpp"
#include "identity/sign_ins/sign_in_log.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

namespace {

Error already_set_up() { return {ErrorCode::not_found, "This Rollcall is already set up. Sign in instead."}; }

struct SetUpData {
    accounts::Account account;
    access::MemberRow administrator;
};

SetUpData check_input(const SetUp& input, Time now) {
    FieldCheck check;
    SetUpData data;
    data.account.name = check.name("account_name", input.account_name);
    auto& administrator = data.administrator;
    administrator.id = MemberId::make(now);
    administrator.name = check.name("name", input.name);
    administrator.email = check.email("email", input.email);
    administrator.role = access::Role::administrator;
    administrator.created_at = now;
    const identity::PasswordOwner owner{.name = administrator.name,
                                        .email = administrator.email,
                                        .account_name = data.account.name,
                                        .minimum_length = data.account.minimum_password_length};
    if (auto problem = identity::password_problem(input.password, owner)) check.fail("password", *std::move(problem));
    if (input.time_zone) data.account.time_zone = *input.time_zone;
    if (!is_time_zone(data.account.time_zone))
        check.fail("time_zone", "There is no such time zone. Use a name such as Europe/Berlin, or UTC.");
    check.finish();
    return data;
}

}  // namespace

void require_not_set_up(database::Transaction& tx) {
    if (accounts::find_account(tx)) throw already_set_up();
}

void require_valid_setup_link(database::Database& database, std::string_view given, std::string_view token) {
    database.read([](database::Transaction& tx) { require_not_set_up(tx); });
    if (!equal_in_constant_time(given, token)) {
        throw Error::forbidden(
            "This setup link is no longer valid. Use the one that the server printed at its last start.");
    }
}

identity::NewSession set_up_account(database::Database& database, const Clock& clock,
                                    identity::PasswordHasher& passwords, std::string_view token, const SetUp& input,
                                    const identity::Client& client) {
    require_valid_setup_link(database, input.token, token);
    const auto data = check_input(input, clock.now());
    const auto password_hash = passwords.hash(input.password);
    const auto session_token = make_token();

    auto started = database.write([&](database::Transaction& tx) {
        const auto now = clock.now();
        if (accounts::insert_account_row(tx, data.account, now) == false) throw already_set_up();
        if (!insert_searchable_member(tx, data.administrator, password_hash)) throw already_set_up();
        const auto& administrator = data.administrator.id;
        const auto session = identity::insert_session(tx, administrator, session_token, client, now);
        audit::record(tx, now, {administrator, audit::ActorKind::link, client.address}, "account.created",
                      administrator.text());
        const auto caller = access::get_current_caller(tx, {.member = administrator, .session = session});
        identity::record_sign_in(tx, caller, client, true, now);
        return identity::NewSession{session_token, caller,
                                    identity::remember_device(tx, administrator, session, client, now)};
    });
    identity::log_sign_in(started.caller, client);
    return started;
}

}  // namespace rollcall::members
