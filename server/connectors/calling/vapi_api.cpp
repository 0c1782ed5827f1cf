#include "connectors/calling/vapi_api.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "connectors/calling/calling_limits.hpp"
#include "connectors/calling/platform_words.hpp"
#include "connectors/platforms/field.hpp"
#include "core/encoding/url_encoding.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

// Vapi refuses a customer with a longer name.
constexpr std::size_t longest_name = 40;  // code points

std::optional<std::string> find_call_of(const boost::json::array& calls, const CallOrder& order) {
    for (const auto& item : calls) {
        const Field call(item);
        if (call["customer"]["externalId"].text() != order.attempt.text()) continue;
        if (auto id = call["id"].id()) return id;
    }
    return std::nullopt;
}

}  // namespace

std::string VapiApi::numbers_path() const { return fmt::format("/phone-number?limit={}", numbers_page); }

std::vector<PhoneNumber> VapiApi::list_numbers(const PlatformAccount& account) const {
    const auto result = account.client.get(Platform::vapi, account.api_key, numbers_path());
    const auto body = require_answer(result, Platform::vapi, account.api_key);
    const auto& items = Field(body).items();
    if (std::ssize(items) >= numbers_page) {
        spdlog::warn("Vapi listed {} phone numbers, as many as are read: if the account has more, they are missing",
                     items.size());
    }
    std::vector<PhoneNumber> numbers;
    for (const auto& item : items) {
        const Field number(item);
        const auto id = number["id"].id();
        const auto written = number["number"].line();
        if (!id || !written) continue;  // such as one that has a SIP address alone
        numbers.push_back({.connection_id = {},
                           .id = *id,
                           .number = *written,
                           .name = number["name"].line().value_or(""),
                           .agent_external_id = either(either(number["assistantId"].id(), number["squadId"].id()),
                                                       number["workflowId"].id())});
    }
    return numbers;
}

std::variant<PlatformApi::Request, PlacedCall> VapiApi::make_request(const PlatformAccount&,
                                                                     const CallOrder& order) const {
    boost::json::object customer{{"number", order.to_number}, {"externalId", order.attempt.text()}};
    if (order.contact_name) customer["name"] = std::string(cut_to_code_points(*order.contact_name, longest_name));
    boost::json::object body{
        {"assistantId", order.external_agent_id}, {"phoneNumberId", order.from_number_id}, {"customer", customer}};
    if (!order.variables.empty()) {
        body["assistantOverrides"] = {{"variableValues", write_variables(order)}};
    }
    return Request{"/call", boost::json::serialize(body)};
}

PlacedCall VapiApi::read_answer(const WebResult& result, const std::string& secret) const {
    if (!result.is_success()) return read_refusal(result, secret);
    boost::system::error_code problem;
    const auto body = boost::json::parse(result.body, problem);
    return placed_or_unresolved(problem ? std::nullopt : Field(body)["id"].id());
}

// There is no filter for the customer, so those of this time are looked through, the newest first.
CallLookup VapiApi::find_call(const PlatformAccount& account, const CallOrder& order) const {
    const auto path =
        fmt::format("/call?assistantId={}&phoneNumberId={}&createdAtGe={}", url_encode(order.external_agent_id),
                    url_encode(order.from_number_id), url_encode(to_rfc3339(order.claimed_at - claim_margin)));
    Time until = order.claimed_at + longest_claim + claim_margin;
    for (int page = 0; page < most_call_pages; ++page) {
        const auto result = account.client.get(
            Platform::vapi, account.api_key,
            fmt::format("{}&createdAtLe={}&limit={}", path, url_encode(to_rfc3339(until)), calls_looked_through));
        boost::system::error_code problem;
        const auto body = boost::json::parse(result.is_success() ? result.body : "", problem);
        if (problem || !body.is_array()) return {};
        const auto& calls = body.as_array();
        if (auto id = find_call_of(calls, order)) return {CallLookup::Result::found, std::move(id)};
        const auto oldest = calls.empty() ? std::nullopt : Field(calls.back())["createdAt"].time();
        if (std::ssize(calls) < calls_looked_through || !oldest || *oldest >= until) break;
        until = *oldest;
    }
    return {.result = CallLookup::Result::not_found};
}

}  // namespace rollcall::connectors
