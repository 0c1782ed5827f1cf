#include "connectors/ingest/wrong_signatures.hpp"

#include <algorithm>
#include <chrono>

#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"
#include "core/network.hpp"
#include "core/random.hpp"

namespace rollcall::connectors {

namespace {

/// A sealed secret begins with random bytes of its own, so another secret has another key. Hashed, since an id that is
/// made up may be long.
std::string key_of(const Connection& connection, std::string_view client_address) {
    constexpr std::size_t random_characters = 32;
    return hash_token(connection.id.text() + ' ' + connection.secret_sealed.value_or("").substr(0, random_characters) +
                      ' ' + network_of(client_address));
}

bool has_passed(Time period_began, Time now) {
    return now < period_began || now - period_began >= wrong_signature_period;  // before it: the clock was set back
}

}  // namespace

void WrongSignatures::require_within_limit(const Connection& connection, std::string_view client_address, Time now) {
    const std::lock_guard lock(mutex_);
    const auto& networks = networks_of(connection);
    const auto found = networks.find(key_of(connection, client_address));
    if (found != networks.end()) require_within_limit(found->second, now);
}

void WrongSignatures::record_signature(const Connection& connection, std::string_view client_address, bool is_right,
                                       Time now) {
    const auto key = key_of(connection, client_address);
    const std::lock_guard lock(mutex_);
    auto& networks = networks_of(connection);
    if (!networks.contains(key)) make_room(networks, now);
    auto& network = networks.try_emplace(key, Network{.period_began = now}).first->second;
    require_within_limit(network, now);
    if (is_right) {
        network.is_known = true;
        return;
    }
    if (has_passed(network.period_began, now)) network = {.period_began = now, .is_known = network.is_known};
    ++network.wrong;
}

void WrongSignatures::require_within_limit(const Network& network, Time now) {
    const int limit = network.is_known ? wrong_signatures_of_a_known_network : wrong_signatures_of_a_network;
    if (network.wrong < limit || has_passed(network.period_began, now)) return;
    const auto wait = network.period_began + wrong_signature_period - now;
    throw Error::too_many_attempts(std::chrono::ceil<std::chrono::seconds>(wait));
}

void WrongSignatures::make_room(Networks& networks, Time now) {
    if (networks.size() < remembered_networks) return;
    std::erase_if(networks, [&](const auto& entry) {
        return !entry.second.is_known && has_passed(entry.second.period_began, now);
    });
    if (networks.size() < remembered_networks) return;
    const auto unknown = std::ranges::find_if(networks, [](const auto& entry) { return !entry.second.is_known; });
    networks.erase(unknown != networks.end() ? unknown : networks.begin());
}

}  // namespace rollcall::connectors
