#include "identity/sign_ins/sign_in_log.hpp"

#include <spdlog/spdlog.h>

#include "accounts/account_settings.hpp"
#include "audit/audit_store.hpp"
#include "core/network.hpp"
#include "identity/guess_limit_store.hpp"

namespace rollcall::identity {

namespace {

bool is_power_of_ten(int number) {
    while (number >= 10 && number % 10 == 0) number /= 10;
    return number == 1;
}

audit::Actor actor_of(const access::Caller& caller, const Client& client) {
    audit::Actor actor(caller);
    actor.address = client.address;
    return actor;
}

}  // namespace

void record_sign_in(database::Transaction& tx, const access::Caller& caller, const Client& client, bool is_new_device,
                    Time now) {
    audit::record(tx, now, actor_of(caller, client), sign_in_action, accounts::account_subject, {},
                  {{caller.member, {{"browser", client.user_agent}, {"device", is_new_device ? "new" : "known"}}}});
}

void record_sign_out(database::Transaction& tx, const access::Caller& caller, const SessionId& session, Time now) {
    const auto browser = find_session_user_agent(tx, session).value_or("");
    audit::record(tx, now, caller, "session.ended", accounts::account_subject, {},
                  {{caller.member, {{"browser", browser}}}});
}

void record_end_of_all_sessions(database::Transaction& tx, const access::Caller& caller, Time now) {
    audit::record(tx, now, caller, "member.sessions_ended", caller.member.text());
}

std::optional<int> record_wrong_password(database::Transaction& tx, const access::Caller* caller,
                                         const std::optional<MemberId>& member, const Client& client, Time now) {
    const auto failures = insert_logged_failure_row(tx, member, client.address, now);
    if (!is_power_of_ten(failures)) return std::nullopt;
    if (member) {
        const auto actor = caller ? actor_of(*caller, client) : audit::Actor(MemberId(), audit::ActorKind::stranger);
        audit::record(tx, now, actor, "sign_in.failed", member->text(),
                      audit::Changes().add_initial("failures", failures),
                      {{*member, {{"address", client.address}, {"browser", client.user_agent}}}});
    }
    return failures;
}

void log_wrong_password(const std::optional<MemberId>& member, const Client& client, int failures) {
    const auto network = network_of(client.address);
    if (member) {
        spdlog::warn("A wrong password for member {} came from {}, number {} within the limit's time", member->text(),
                     network, failures);
    } else {
        spdlog::warn("A sign-in with an unknown email came from {}, number {} within the limit's time", network,
                     failures);
    }
}

void log_sign_in(const access::Caller& caller, const Client& client) {
    spdlog::info("Member {} signed in from {} with '{}'", caller.member.text(), client.address, client.user_agent);
}

void log_sign_out(const access::Caller& caller) {
    spdlog::info("Member {} signed out from {}", caller.member.text(), caller.address);
}

void log_other_session_end(const access::Caller& caller) {
    spdlog::info("Member {} ended another session, from {}", caller.member.text(), caller.address);
}

void log_end_of_all_sessions(const access::Caller& caller) {
    spdlog::info("Member {} ended all sessions, from {}", caller.member.text(), caller.address);
}

}  // namespace rollcall::identity
