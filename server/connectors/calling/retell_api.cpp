#include "connectors/calling/retell_api.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "connectors/calling/calling_limits.hpp"
#include "connectors/calling/platform_words.hpp"
#include "connectors/platforms/field.hpp"
#include "core/encoding/url_encoding.hpp"

namespace rollcall::connectors {

namespace {

// A number may share its calls among several agents; the first one counts.
std::optional<std::string> find_agent(Field number) {
    for (const auto* agents : {"outbound_agents", "inbound_agents"}) {
        for (const auto& agent : number[agents].items()) {
            if (auto id = Field(agent)["agent_id"].id()) return id;
        }
    }
    return std::nullopt;
}

void add_numbers(Field page, std::vector<PhoneNumber>& numbers) {
    for (const auto& item : page["items"].items()) {
        const Field number(item);
        const auto written = number["phone_number"].line();
        if (!written) continue;
        numbers.push_back({.connection_id = {},
                           .id = *written,  // Retell has no other id
                           .number = *written,
                           .name = number["nickname"].line().value_or(""),
                           .agent_external_id = find_agent(number)});
    }
}

}  // namespace

std::string RetellApi::numbers_path() const { return fmt::format("/v2/list-phone-numbers?limit={}", numbers_page); }

std::vector<PhoneNumber> RetellApi::list_numbers(const PlatformAccount& account) const {
    std::vector<PhoneNumber> numbers;
    std::string after;
    for (int page = 0; page < most_number_pages; ++page) {
        const auto result = account.client.get(Platform::retell, account.api_key, numbers_path() + after);
        const auto body = require_answer(result, Platform::retell, account.api_key);
        const Field answer(body);
        add_numbers(answer, numbers);
        const auto next = answer["pagination_key"].text();
        if (answer["has_more"].boolean() != true || !next) return numbers;
        after = "&pagination_key=" + url_encode(*next);
    }
    spdlog::warn("Retell has more than the {} pages of phone numbers that are read: the others are missing",
                 most_number_pages);
    return numbers;
}

std::variant<PlatformApi::Request, PlacedCall> RetellApi::make_request(const PlatformAccount&,
                                                                       const CallOrder& order) const {
    boost::json::object body{{"from_number", order.from_number_id},
                             {"to_number", order.to_number},
                             {"override_agent_id", order.external_agent_id},
                             {"metadata", {{attempt_variable, order.attempt.text()}}}};
    if (!order.variables.empty()) {
        body["retell_llm_dynamic_variables"] = write_variables(order);
    }
    return Request{"/v2/create-phone-call", boost::json::serialize(body)};
}

PlacedCall RetellApi::read_answer(const WebResult& result, const std::string& secret) const {
    if (!result.is_success()) return read_refusal(result, secret);
    boost::system::error_code problem;
    const auto body = boost::json::parse(result.body, problem);
    return placed_or_unresolved(problem ? std::nullopt : Field(body)["call_id"].id());
}

CallLookup RetellApi::find_call(const PlatformAccount& account, const CallOrder& order) const {
    const boost::json::object filter{
        {"type", "string"}, {"op", "eq"}, {"key", attempt_variable}, {"value", order.attempt.text()}};
    const boost::json::object body{{"filter_criteria", {{"metadata", boost::json::array{filter}}}},
                                   {"limit", calls_looked_through}};
    const auto result = account.client.post(Platform::retell, account.api_key, "/v3/list-calls",
                                            boost::json::serialize(body), question_timeout);
    boost::system::error_code problem;
    const auto answer = boost::json::parse(result.is_success() ? result.body : "", problem);
    if (problem || !answer.is_object()) return {};
    for (const auto& item : Field(answer)["items"].items()) {
        const Field call(item);
        if (call["metadata"][attempt_variable].text() != order.attempt.text()) continue;
        if (auto id = call["call_id"].id()) return {CallLookup::Result::found, std::move(id)};
    }
    return {.result = CallLookup::Result::not_found};
}

}  // namespace rollcall::connectors
