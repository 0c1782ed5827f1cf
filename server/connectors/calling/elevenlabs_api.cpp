#include "connectors/calling/elevenlabs_api.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "connectors/calling/calling_limits.hpp"
#include "connectors/calling/platform_words.hpp"
#include "connectors/platforms/field.hpp"
#include "core/encoding/url_encoding.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t most_remembered_providers = 10'000;

std::string path_of(std::string_view provider) {
    const auto name = provider == "sip_trunk" ? "sip-trunk" : provider == "exotel" ? "exotel" : "twilio";
    return fmt::format("/v1/convai/{}/outbound-call", name);
}

Field variables_of(Field conversation) {
    return conversation["conversation_initiation_client_data"]["dynamic_variables"];
}

boost::json::value parse_success(const WebResult& result) {
    boost::system::error_code problem;
    auto body = boost::json::parse(result.is_success() ? result.body : "", problem);
    return problem ? boost::json::value() : body;
}

}  // namespace

std::string ElevenLabsApi::numbers_path() const { return "/v1/convai/phone-numbers"; }

std::vector<PhoneNumber> ElevenLabsApi::list_numbers(const PlatformAccount& account) const {
    const auto result = account.client.get(Platform::elevenlabs, account.api_key, numbers_path());
    const auto body = require_answer(result, Platform::elevenlabs, account.api_key);
    std::vector<PhoneNumber> numbers;
    for (const auto& item : Field(body).items()) {
        const Field number(item);
        const auto id = number["phone_number_id"].id();
        const auto written = number["phone_number"].line();
        if (!id || !written || number["supports_outbound"].boolean() == false) continue;
        numbers.push_back({.connection_id = {},
                           .id = *id,
                           .number = *written,
                           .name = number["label"].line().value_or(""),
                           .agent_external_id = number["assigned_agent"]["agent_id"].id()});
    }
    return numbers;
}

// A number keeps its provider, so it is asked for once.
std::variant<std::string, PlacedCall> ElevenLabsApi::find_provider(const PlatformAccount& account,
                                                                   const std::string& number_id) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = providers_.find(number_id); known != providers_.end()) return known->second;
    }
    const auto result =
        account.client.get(Platform::elevenlabs, account.api_key, numbers_path() + "/" + url_encode(number_id));
    const auto body = parse_success(result);
    const auto provider = Field(body)["provider"].text();
    if (!provider) {
        auto problem = read_refusal(result, account.api_key);
        // Nothing was placed by this question.
        if (problem.result == PlacedCall::Result::unresolved) problem.result = PlacedCall::Result::not_sent;
        return problem;
    }
    const std::lock_guard lock(mutex_);
    if (providers_.size() >= most_remembered_providers) providers_.clear();
    return providers_[number_id] = *provider;
}

std::variant<PlatformApi::Request, PlacedCall> ElevenLabsApi::make_request(const PlatformAccount& account,
                                                                           const CallOrder& order) const {
    const auto provider = find_provider(account, order.from_number_id);
    if (const auto* problem = std::get_if<PlacedCall>(&provider)) return *problem;
    auto variables = write_variables(order);
    variables[attempt_variable] = order.attempt.text();
    const boost::json::object body{{"agent_id", order.external_agent_id},
                                   {"agent_phone_number_id", order.from_number_id},
                                   {"to_number", order.to_number},
                                   {"conversation_initiation_client_data", {{"dynamic_variables", variables}}}};
    return Request{path_of(std::get<std::string>(provider)), boost::json::serialize(body)};
}

PlacedCall ElevenLabsApi::read_answer(const WebResult& result, const std::string& secret) const {
    if (!result.is_success()) return read_refusal(result, secret);
    const auto body = parse_success(result);
    const Field answer(body);
    if (answer["success"].boolean() != false) return placed_or_unresolved(answer["conversation_id"].id());
    const auto words = words_of_answer(result, secret);
    return {.result = refusal_of_words(words), .detail = words};
}

// The filter is not relied on alone: each conversation is asked for its variables.
CallLookup ElevenLabsApi::find_call(const PlatformAccount& account, const CallOrder& order) const {
    const auto filter = fmt::format("{}:eq:{}", attempt_variable, order.attempt.text());
    const auto path = fmt::format("/v1/convai/conversations?agent_id={}&dynamic_variable_params={}&page_size=5",
                                  url_encode(order.external_agent_id), url_encode(filter));
    const auto list = parse_success(account.client.get(Platform::elevenlabs, account.api_key, path));
    if (!list.is_object()) return {};
    for (const auto& item : Field(list)["conversations"].items()) {
        auto id = Field(item)["conversation_id"].id();
        if (!id) continue;
        const auto result =
            account.client.get(Platform::elevenlabs, account.api_key, "/v1/convai/conversations/" + url_encode(*id));
        const auto conversation = parse_success(result);
        if (!conversation.is_object()) return {};
        if (variables_of(Field(conversation))[attempt_variable].text() == order.attempt.text()) {
            return {CallLookup::Result::found, std::move(id)};
        }
    }
    return {.result = CallLookup::Result::not_found};
}

}  // namespace rollcall::connectors
