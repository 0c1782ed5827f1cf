#include "connectors/platforms/read_webhook.hpp"

#include <algorithm>
#include <stdexcept>

#include "connectors/platforms/elevenlabs.hpp"
#include "connectors/platforms/retell.hpp"
#include "connectors/platforms/vapi.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::string_view kinds_about_calls[] = {
    "status-update", "end-of-call-report",      "call_started",    "call_ended",
    "call_analyzed", "post_call_transcription", "post_call_audio", "call_initiation_failure",
};

}  // namespace

Webhook read_webhook(Platform platform, const boost::json::value& message) {
    switch (platform) {
        case Platform::vapi:
            return read_vapi_webhook(message);
        case Platform::retell:
            return read_retell_webhook(message);
        case Platform::elevenlabs:
            return read_elevenlabs_webhook(message);
    }
    throw std::logic_error("a platform whose webhooks nothing reads");
}

bool is_kind_about_calls(std::string_view kind) {
    return std::ranges::find(kinds_about_calls, kind) != std::end(kinds_about_calls);
}

}  // namespace rollcall::connectors
