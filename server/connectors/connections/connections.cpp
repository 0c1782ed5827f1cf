#include "connectors/connections/connections.hpp"

#include <string_view>
#include <vector>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

using access::Action;

constexpr std::size_t longest_secret = 1000;

void require_stored(Stored stored) {
    if (stored == Stored::name_taken) throw Error::conflict("There is a connection of this name.");
}

// White space around it comes from copying, and is in no platform's secret.
std::optional<std::string> checked_secret(FieldCheck& check, const std::optional<std::string>& secret) {
    if (!secret) return std::nullopt;
    auto text = trimmed(*secret);
    if (text.empty() || count_code_points(text) > longest_secret || has_control_characters(text)) {
        check.fail("secret", "A secret is one line of 1 to 1000 characters.");
    }
    return text;
}

std::optional<std::string> sealed(const SealingKey& key, const std::optional<std::string>& secret) {
    return secret ? std::optional(key.seal(*secret)) : std::nullopt;
}

Connection found(database::Transaction& tx, const access::Caller& caller, const ConnectionId& id, Action action) {
    access::require(caller, action);
    auto connection = find(tx, id);
    if (!connection) throw Error::not_found();
    return *std::move(connection);
}

struct Changed {
    Connection connection;
    std::vector<std::string_view> fields;
};

// A secret that is given counts as another one: whether it is the same is nobody's business.
Changed changed(const Connection& before, const UpdateConnection& input, const SealingKey& key) {
    FieldCheck check;
    Changed after{before, {}};
    if (input.name.is_present()) {
        after.connection.name = check.name("name", input.name.value().value_or(""));
        if (after.connection.name != before.name) after.fields.push_back("name");
    }
    if (input.secret.is_present()) {
        after.connection.secret_sealed = sealed(key, checked_secret(check, input.secret.value()));
        if (after.connection.secret_sealed || before.secret_sealed) after.fields.push_back("secret");
    }
    check.finish();
    return after;
}

}  // namespace

Connection create_connection(const Administration& administration, const access::Caller& caller,
                             const CreateConnection& input) {
    FieldCheck check;
    const auto name = check.name("name", input.name);
    const auto secret = checked_secret(check, input.secret);
    check.finish();
    return administration.database.write([&](database::Transaction& tx) {
        access::require(access::get_current_caller(tx, caller), Action::create_connections);

        const auto now = administration.clock.now();
        const Connection connection{
            .id = ConnectionId::make(now),
            .platform = input.platform,
            .name = name,
            .secret_sealed = sealed(administration.key, secret),
            .created_at = now,
        };
        require_stored(insert(tx, connection));
        audit::record(tx, now, caller.member, "connection.created", connection.id.text());
        return connection;
    });
}

Connection update_connection(const Administration& administration, const access::Caller& caller, const ConnectionId& id,
                             const ExpectedVersion& expected, const UpdateConnection& input) {
    return administration.database.write([&](database::Transaction& tx) {
        const auto current_caller = access::get_current_caller(tx, caller);
        const auto before = found(tx, current_caller, id, Action::update_connection);
        expected.require(before.version);

        const auto after = changed(before, input, administration.key);
        if (after.fields.empty()) return before;
        require_stored(update(tx, after.connection));
        audit::record(tx, administration.clock.now(), caller.member, "connection.updated", id.text(), after.fields);
        return found(tx, current_caller, id, Action::view_connections);
    });
}

void delete_connection(const Administration& administration, const access::Caller& caller, const ConnectionId& id,
                       const ExpectedVersion& expected) {
    administration.database.write([&](database::Transaction& tx) {
        const auto connection = found(tx, access::get_current_caller(tx, caller), id, Action::delete_connection);
        expected.require(connection.version);
        if (remove(tx, id) == Deleted::has_events) {
            throw Error(ErrorCode::in_use,
                        "Calls came through this connection. Take its secret away instead: then it takes no more.");
        }
        audit::record(tx, administration.clock.now(), caller.member, "connection.deleted", id.text());
    });
}

Connection get_connection(database::Transaction& tx, const access::Caller& caller, const ConnectionId& id) {
    return found(tx, caller, id, Action::view_connections);
}

}  // namespace rollcall::connectors
