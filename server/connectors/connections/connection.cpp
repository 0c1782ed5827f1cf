#include "connectors/connections/connection.hpp"

#include <stdexcept>

namespace rollcall::connectors {

namespace {

struct PlatformText {
    Platform platform;
    std::string_view text;
    std::string_view name;
};

constexpr PlatformText platforms[] = {
    {Platform::vapi, "vapi", "Vapi"},
    {Platform::retell, "retell", "Retell"},
    {Platform::elevenlabs, "elevenlabs", "ElevenLabs"},
};

const PlatformText& text_of(Platform platform) {
    for (const auto& known : platforms) {
        if (known.platform == platform) return known;
    }
    throw std::logic_error("a platform without a name");
}

}  // namespace

std::string_view to_text(Platform platform) { return text_of(platform).text; }

std::string_view name_of(Platform platform) { return text_of(platform).name; }

Platform platform_from_text(std::string_view text) {
    for (const auto& known : platforms) {
        if (known.text == text) return known.platform;
    }
    throw std::logic_error("the name of no platform");
}

}  // namespace rollcall::connectors
