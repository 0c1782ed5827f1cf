#include "connectors/platforms/read_webhook.hpp"

#include <stdexcept>

#include "connectors/platforms/elevenlabs.hpp"
#include "connectors/platforms/retell.hpp"
#include "connectors/platforms/vapi.hpp"

namespace rollcall::connectors {

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

}  // namespace rollcall::connectors
