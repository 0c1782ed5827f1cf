#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rollcall::connectors {

/// One request to a server on the web. Redirects are not followed.
struct WebRequest {
    std::string address;
    std::optional<std::string> json{};   ///< sent by POST; otherwise it is a GET
    std::vector<std::string> headers{};  ///< "Name: value"
    bool may_be_private = false;         ///< the operator chose the address: http and private networks are allowed
    std::chrono::seconds timeout{30};
};

/// What came of it.
struct WebResult {
    enum class Outcome {
        answered,  ///< `status` says how
        not_sent,  ///< no connection was made, so the server has certainly not seen it
        refused,   ///< the address may not be asked: not https, a private network, or no address
        lost,      ///< it may have been seen: a timeout, or a connection that was lost
    };
    Outcome outcome = Outcome::lost;
    long status = 0;
    std::string body{};
    bool is_cut = false;  ///< the body is longer than what is read: only its beginning is here
    std::optional<std::chrono::seconds> retry_after{};
    std::string problem{};  ///< where there is no answer, in a sentence without the address

    bool is_success() const { return outcome == Outcome::answered && status >= 200 && status < 300; }
};

/// Sends it once. Throws std::bad_alloc alone.
WebResult send_web_request(const WebRequest& request);

}  // namespace rollcall::connectors
