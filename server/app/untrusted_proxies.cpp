#include "app/untrusted_proxies.hpp"

#include <spdlog/spdlog.h>

namespace rollcall::app {

bool UntrustedProxies::warn_of(const http::Request& request, Moment now) {
    if (!request.is_forwarded_by_untrusted_peer) return false;
    std::erase_if(warned_, [&](const auto& peer) { return now - peer.second >= warning_interval; });
    if (warned_.size() >= max_peers || !warned_.emplace(request.peer_address, now).second) return false;
    spdlog::warn(
        "A request came from {} with X-Forwarded-For, but --trusted-proxies does not name {}. If it is your proxy, "
        "name it: "
        "until then all who come through it count as one client.",
        request.peer_address, request.peer_address);
    return true;
}

}  // namespace rollcall::app
