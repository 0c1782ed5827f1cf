#include "connectors/keys/connection_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "audit/audit_store.hpp"
#include "connectors/calling/platform_api.hpp"
#include "connectors/calling/platform_words.hpp"
#include "connectors/connections/connection_limits.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/connections/connections.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

constexpr std::array changed_field{std::string_view("api_key")};

// White space around it was copied with it. It becomes part of a header, so nothing but visible ASCII is in it.
std::string check_key(const std::string& written) {
    auto api_key = trim(written);
    const bool is_visible = std::ranges::all_of(api_key, [](char c) { return c > 0x20 && c < 0x7f; });
    if (!is_visible || api_key.size() < shortest_key || api_key.size() > longest_key) {
        throw Error::invalid("key", fmt::format("An API key is {} to {} letters, digits and signs without spaces.",
                                                shortest_key, longest_key));
    }
    return api_key;
}

// The numbers to call from are asked for: a key that may not read them is of no use here.
void test_key(const PlatformClient& client, Platform platform, const std::string& api_key) {
    const auto place = client.take_place();
    const auto result = client.get(platform, api_key, get_platform_api(platform).numbers_path());
    if (result.is_success()) return;
    const auto words = words_of_answer(result, api_key);
    const bool is_refused =
        result.outcome == WebResult::Outcome::answered && (result.status == 401 || result.status == 403);
    if (is_refused) throw Error::invalid("key", fmt::format("{} refuses this key: {}", name_of(platform), words));
    throw Error(ErrorCode::platform_failed,
                fmt::format("{} could not be asked about this key. {}", name_of(platform), words));
}

}  // namespace

Connection set_connection_key(const access::Context& context, const SealingKey& key, const PlatformClient& client,
                              const ConnectionId& id, const std::string& written) {
    const auto platform = context.read([&](Transaction& tx) {
        return require_connection(tx, context.caller, Action::change_connection_key, id).platform;
    });
    const auto api_key = check_key(written);
    test_key(client, platform, api_key);
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        require_connection(tx, caller, Action::change_connection_key, id);
        const auto now = context.now();
        update_connection_key(tx, id, key.seal(api_key), now);
        audit::record(tx, now, caller, "connection.updated", id.text(), changed_field);
        return require_connection(tx, caller, Action::change_connection_key, id);
    });
}

void remove_connection_key(const access::Context& context, const ConnectionId& id) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto connection = require_connection(tx, caller, Action::change_connection_key, id);
        if (!connection.key_sealed) return;
        update_connection_key(tx, id, std::nullopt, std::nullopt);
        audit::record(tx, context.now(), caller, "connection.updated", id.text(), changed_field);
    });
}

std::optional<CallRoute> open_call_route(Transaction& tx, const SealingKey& key, const ConnectionId& id) {
    const auto connection = find_connection(tx, id);
    if (!connection || !connection->key_sealed) return std::nullopt;
    auto api_key = key.open(*connection->key_sealed);
    if (!api_key) return std::nullopt;
    return CallRoute{.connection = id,
                     .platform = connection->platform,
                     .api_key = *std::move(api_key),
                     .webhook_url = {},
                     .webhook_secret = {}};
}

bool has_webhook_secret(Transaction& tx, const SealingKey& key, const ConnectionId& id) {
    const auto connection = find_connection(tx, id);
    return connection && connection->secret_sealed && key.open(*connection->secret_sealed);
}

}  // namespace rollcall::connectors
