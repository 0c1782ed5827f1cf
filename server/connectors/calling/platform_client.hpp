#pragma once

#include <optional>
#include <string>

#include "connectors/connections/connection.hpp"
#include "connectors/web/web_request.hpp"

namespace rollcall::connectors {

/// Where the platforms are, without a slash at the end; the operator may choose other addresses.
struct PlatformAddresses {
    std::string vapi = "https://api.vapi.ai";
    std::string retell = "https://api.retellai.com";
    std::string elevenlabs = "https://api.elevenlabs.io";
};

/// Sends requests to the platforms, with the API key of a connection. For several threads at once.
class PlatformClient {
public:
    explicit PlatformClient(PlatformAddresses addresses = {}) : addresses_(std::move(addresses)) {}

    /// `path` begins with a slash and is encoded.
    WebResult get(Platform platform, const std::string& api_key, const std::string& path) const;
    /// Sent once, whatever becomes of it.
    WebResult post(Platform platform, const std::string& api_key, const std::string& path, std::string json) const;

private:
    const std::string& address_of(Platform platform) const;

    const PlatformAddresses addresses_;
};

}  // namespace rollcall::connectors
