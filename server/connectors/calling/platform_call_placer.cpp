#include "connectors/calling/platform_call_placer.hpp"

#include <new>

#include "connectors/calling/call_webhook.hpp"
#include "connectors/calling/calling_limits.hpp"
#include "connectors/calling/platform_api.hpp"
#include "connectors/calling/platform_words.hpp"
#include "connectors/web/web_address.hpp"

namespace rollcall::connectors {

namespace {

using Result = PlacedCall::Result;

PlacedCall read_webhook_answer(const WebResult& result, const std::string& secret) {
    if (result.is_success()) return {.result = Result::placed};
    return read_refusal(result, secret);
}

}  // namespace

bool PlatformCallPlacer::is_too_late(const CallOrder& order) const {
    return clock_.now() - order.claimed_at > latest_sending;
}

PlacedCall PlatformCallPlacer::place_by_webhook(const CallRoute& route, const CallOrder& order) const {
    auto request = make_call_webhook(route, order, clock_.now());
    const auto address = parse_web_address(route.webhook_url);
    request.may_be_private = address && address->is_web() && webhook_hosts_.has(address->host, address->port_number());
    if (is_too_late(order)) return {.result = Result::not_sent, .detail = "It was too late to send it."};
    return read_webhook_answer(send_web_request(request), route.webhook_secret);
}

PlacedCall PlatformCallPlacer::place_at_platform(const CallRoute& route, const CallOrder& order) const {
    const auto& api = get_platform_api(route.platform);
    auto request = api.make_request({client_, route.api_key}, order);
    if (auto* known = std::get_if<PlacedCall>(&request)) return std::move(*known);
    auto& [path, json] = std::get<PlatformApi::Request>(request);
    if (is_too_late(order)) return {.result = Result::not_sent, .detail = "It was too late to send it."};
    // From here on the call may have been made.
    return api.read_answer(client_.post(route.platform, route.api_key, path, std::move(json), placing_timeout),
                           route.api_key);
}

PlacedCall PlatformCallPlacer::place_call(const CallRoute& route, const CallOrder& order) {
    try {
        return route.connection ? place_at_platform(route, order) : place_by_webhook(route, order);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        return {.detail = error.what()};
    }
}

CallLookup PlatformCallPlacer::find_placed_call(const CallRoute& route, const CallOrder& order) {
    if (!route.connection) return {.result = CallLookup::Result::not_found};
    try {
        return get_platform_api(route.platform).find_call({client_, route.api_key}, order);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace rollcall::connectors
