#include "connectors/calling/platform_client.hpp"

#include <spdlog/spdlog.h>

#include <stdexcept>

#include "connectors/calling/calling_limits.hpp"
#include "core/enum_names.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {

namespace {

std::string key_header(Platform platform, const std::string& api_key) {
    return platform == Platform::elevenlabs ? "xi-api-key: " + api_key : "Authorization: Bearer " + api_key;
}

}  // namespace

const std::string& PlatformClient::address_of(Platform platform) const {
    switch (platform) {
        case Platform::vapi:
            return addresses_.vapi;
        case Platform::retell:
            return addresses_.retell;
        case Platform::elevenlabs:
            return addresses_.elevenlabs;
    }
    throw std::logic_error("a platform without an address");
}

PlatformPlace PlatformClient::take_place() const {
    if (++taken_ > most_waiting_members) {
        --taken_;
        throw Error::overloaded(std::chrono::seconds(2));
    }
    return PlatformPlace(taken_);
}

WebResult PlatformClient::get(Platform platform, const std::string& api_key, const std::string& path) const {
    auto result = send_web_request({.address = address_of(platform) + path,
                                    .headers = {key_header(platform, api_key)},
                                    .may_be_private = true,
                                    .timeout = question_timeout});
    if (result.is_cut) spdlog::warn("An answer of {} is longer than what is read of it.", enum_name(platform));
    return result;
}

WebResult PlatformClient::post(Platform platform, const std::string& api_key, const std::string& path, std::string json,
                               std::chrono::seconds timeout) const {
    return send_web_request({.address = address_of(platform) + path,
                             .json = std::move(json),
                             .headers = {key_header(platform, api_key)},
                             .may_be_private = true,
                             .timeout = timeout});
}

}  // namespace rollcall::connectors
