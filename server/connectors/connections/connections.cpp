#include "connectors/connections/connections.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

#include "audit/audit_store.hpp"
#include "connectors/connections/connection_limits.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

constexpr std::string_view secret_field = "secret";

Error name_is_taken() { return Error::conflict("A connection with this name already exists."); }

Error is_in_use() {
    return {ErrorCode::in_use,
            "This connection has calls or campaigns. Remove its secret and its API key instead: then it receives and "
            "makes no more calls."};
}

/// What one write has deleted of a connection: some of its webhooks, or the connection with the last ones.
enum class Deleted { some, all };

// White space around it was copied with it, and is in no platform's secret.
std::optional<std::string> check_secret(FieldCheck& check, const std::optional<std::string>& secret) {
    if (!secret) return std::nullopt;
    auto text = trim(*secret);
    const auto length = count_code_points(text);
    if (length < shortest_secret || length > longest_secret || has_control_characters(text)) {
        check.fail("secret",
                   fmt::format("A secret is one line of {} to {} characters.", shortest_secret, longest_secret));
    }
    return text;
}

std::optional<std::string> seal(const SealingKey& key, const std::optional<std::string>& secret) {
    return secret ? std::optional(key.seal(*secret)) : std::nullopt;
}

struct ChangedConnection {
    Connection connection;
    std::vector<std::string_view> fields;
};

// A secret that is given counts as another one: nobody is told whether it is the same.
ChangedConnection apply(const UpdateConnection& input, const Connection& before, const SealingKey& key) {
    FieldCheck check;
    ChangedConnection after{before, {}};
    if (input.name.is_present()) {
        after.connection.name = check.name("name", input.name.value().value_or(""));
        if (after.connection.name != before.name) after.fields.push_back("name");
    }
    if (input.secret.is_present()) {
        after.connection.secret_sealed = seal(key, check_secret(check, input.secret.value()));
        if (after.connection.secret_sealed || before.secret_sealed) after.fields.push_back(secret_field);
    }
    check.finish();
    return after;
}

void remove_secret_and_key(Transaction& tx, const CurrentCaller& caller, Connection connection, Time now) {
    if (connection.secret_sealed) {
        connection.secret_sealed.reset();
        if (!update_connection_row(tx, connection)) throw name_is_taken();
        audit::record(tx, now, caller, "connection.updated", connection.id.text(), std::array{secret_field});
    }
    if (connection.key_sealed) {
        update_connection_key(tx, connection.id, std::nullopt, std::nullopt);
        audit::record(tx, now, caller, "connection.updated", connection.id.text(),
                      std::array{std::string_view("api_key")});
    }
}

}  // namespace

Connection require_connection(Transaction& tx, const access::Caller& caller, Action action, const ConnectionId& id) {
    access::require(caller, action);
    auto connection = find_connection(tx, id);
    if (!connection) throw Error::not_found();
    return *std::move(connection);
}

Connection create_connection(const access::Context& context, const SealingKey& key, const CreateConnection& input) {
    FieldCheck check;
    const auto name = check.name("name", input.name);
    const auto secret = check_secret(check, input.secret);
    check.finish();
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, Action::create_connections);

        const auto now = context.now();
        const Connection connection{
            .id = ConnectionId::make(now),
            .platform = input.platform,
            .name = name,
            .secret_sealed = seal(key, secret),
            .created_at = now,
        };
        if (!insert_connection_row(tx, connection)) throw name_is_taken();
        audit::record(tx, now, caller, "connection.created", connection.id.text());
        return connection;
    });
}

Connection update_connection(const access::Context& context, const SealingKey& key, const ConnectionId& id,
                             const ExpectedVersion& expected, const UpdateConnection& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto before = require_connection(tx, caller, Action::update_connection, id);
        expected.require(before.version);

        const auto after = apply(input, before, key);
        if (after.fields.empty()) return before;
        if (!update_connection_row(tx, after.connection)) throw name_is_taken();
        audit::record(tx, context.now(), caller, "connection.updated", id.text(), after.fields);
        return require_connection(tx, caller, Action::update_connection, id);
    });
}

void delete_connection(const access::Context& context, const ConnectionId& id, const ExpectedVersion& given) {
    auto expected = given;
    const auto delete_some = [&](Transaction& tx, const CurrentCaller& caller) {
        const auto connection = require_connection(tx, caller, Action::delete_connection, id);
        expected.require(connection.version);
        if (has_calls_or_campaigns(tx, id)) throw is_in_use();
        if (delete_call_events(tx, id, webhooks_deleted_at_once) == webhooks_deleted_at_once) {
            // So that no call or campaign comes that would refuse the deletion once these are gone.
            remove_secret_and_key(tx, caller, connection, context.now());
            return Deleted::some;
        }
        if (!delete_connection_row(tx, id)) throw is_in_use();
        audit::record(tx, context.now(), caller, "connection.deleted", id.text());
        return Deleted::all;
    };
    while (context.write(delete_some) == Deleted::some) expected = ExpectedVersion();  // which only the first one needs
}

Connection get_connection(const access::Context& context, const ConnectionId& id) {
    return context.read(
        [&](Transaction& tx) { return require_connection(tx, context.caller, Action::view_connections, id); });
}

bool has_short_secret(const SealingKey& key, const Connection& connection) {
    const auto secret = connection.secret_sealed ? key.open(*connection.secret_sealed) : std::nullopt;
    return secret && count_code_points(*secret) < shortest_secret;
}

}  // namespace rollcall::connectors
