#include "connectors/calling/call_webhook.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "connectors/calling/calling_limits.hpp"
#include "connectors/calling/platform_api.hpp"
#include "connectors/ingest/hmac.hpp"
#include "core/encoding/hex.hpp"

namespace rollcall::connectors {

std::string write_call_webhook(const CallOrder& order, Time now) {
    boost::json::object contact{{"phone", order.to_number}};
    contact["name"] = order.contact_name ? boost::json::value(*order.contact_name) : boost::json::value();
    const boost::json::object body{
        {"type", "call.requested"}, {"attempt_id", order.attempt.text()},  {"agent_id", order.external_agent_id},
        {"contact", contact},       {"variables", write_variables(order)}, {"sent_at", to_rfc3339(now)}};
    return boost::json::serialize(body);
}

std::string sign_call_webhook(std::string_view secret, std::string_view body, Time now) {
    const auto seconds = milliseconds(now) / 1000;
    Hmac hmac(Hmac::Algorithm::sha256, secret);
    hmac.append(fmt::format("{}.", seconds));
    hmac.append(body);
    return fmt::format("t={},v1={}", seconds, write_hex(hmac.finish()));
}

WebRequest make_call_webhook(const CallRoute& route, const CallOrder& order, Time now) {
    auto body = write_call_webhook(order, now);
    auto signature = "Rollcall-Signature: " + sign_call_webhook(route.webhook_secret, body, now);
    return {.address = route.webhook_url,
            .json = std::move(body),
            .headers = {std::move(signature)},
            .timeout = placing_timeout};
}

}  // namespace rollcall::connectors
