#include "connectors/platforms/platform_event.hpp"

#include <stdexcept>

namespace rollcall::connectors {

PlatformEvent understand(Platform platform, const boost::json::value& message) {
    switch (platform) {
        case Platform::vapi:
            return understand_vapi(message);
        case Platform::retell:
            return understand_retell(message);
        case Platform::elevenlabs:
            return understand_elevenlabs(message);
    }
    throw std::logic_error("a platform that nobody understands");
}

}  // namespace rollcall::connectors
