#include "connectors/calling/platform_api.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <stdexcept>

#include "connectors/calling/elevenlabs_api.hpp"
#include "connectors/calling/platform_words.hpp"
#include "connectors/calling/retell_api.hpp"
#include "connectors/calling/vapi_api.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {

const PlatformApi& get_platform_api(Platform platform) {
    static const VapiApi vapi;
    static const RetellApi retell;
    static const ElevenLabsApi elevenlabs;
    switch (platform) {
        case Platform::vapi:
            return vapi;
        case Platform::retell:
            return retell;
        case Platform::elevenlabs:
            return elevenlabs;
    }
    throw std::logic_error("a platform without an API");
}

std::string_view name_of(Platform platform) {
    switch (platform) {
        case Platform::vapi:
            return "Vapi";
        case Platform::retell:
            return "Retell";
        case Platform::elevenlabs:
            return "ElevenLabs";
    }
    throw std::logic_error("a platform without a name");
}

boost::json::value require_answer(const WebResult& result, Platform platform, const std::string& secret) {
    if (!result.is_success()) {
        throw Error(ErrorCode::platform_failed,
                    fmt::format("{} could not be asked. {}", name_of(platform), words_of_answer(result, secret)));
    }
    boost::system::error_code problem;
    auto body = boost::json::parse(result.body, problem);
    if (problem) {
        throw Error(ErrorCode::platform_failed,
                    fmt::format("{} answered with something that is not JSON.", name_of(platform)));
    }
    return body;
}

boost::json::object write_variables(const CallOrder& order) {
    boost::json::object variables;
    for (const auto& [name, value] : order.variables) variables[name] = value;
    return variables;
}

PlacedCall placed_or_unresolved(std::optional<std::string> external_call_id) {
    if (!external_call_id) return {.detail = "The answer contains no call ID."};
    return {.result = PlacedCall::Result::placed, .external_call_id = std::move(external_call_id)};
}

}  // namespace rollcall::connectors
