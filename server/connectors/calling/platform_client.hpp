#pragma once

#include <atomic>
#include <chrono>
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

/// Lets one request of a member wait for a platform until it is destroyed.
class PlatformPlace {
public:
    explicit PlatformPlace(std::atomic<int>& taken) : taken_(taken) {}
    ~PlatformPlace() { --taken_; }
    PlatformPlace(const PlatformPlace&) = delete;
    PlatformPlace& operator=(const PlatformPlace&) = delete;

private:
    std::atomic<int>& taken_;
};

/// Sends requests to the platforms, with the API key of a connection. For several threads at once.
class PlatformClient {
public:
    explicit PlatformClient(PlatformAddresses addresses = {}) : addresses_(std::move(addresses)) {}

    /// `path` begins with a slash and is encoded.
    WebResult get(Platform platform, const std::string& api_key, const std::string& path) const;
    /// Sent once, whatever becomes of it.
    WebResult post(Platform platform, const std::string& api_key, const std::string& path, std::string json,
                   std::chrono::seconds timeout) const;

    /// To be held while the request of a member waits for a platform: a platform that does not answer must not keep all
    /// threads. Throws Error::overloaded where enough wait.
    PlatformPlace take_place() const;

private:
    const std::string& address_of(Platform platform) const;

    const PlatformAddresses addresses_;
    mutable std::atomic<int> taken_ = 0;
};

}  // namespace rollcall::connectors
