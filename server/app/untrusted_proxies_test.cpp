#include "app/untrusted_proxies.hpp"

#include <gtest/gtest.h>

namespace rollcall::app {

namespace {

http::Request request_from(const std::string& peer, bool is_forwarded = true) {
    http::Request request;
    request.peer_address = peer;
    request.is_forwarded_by_untrusted_peer = is_forwarded;
    return request;
}

}  // namespace

TEST(UntrustedProxies, AreWarnedOfOncePerPeerAndInterval) {
    UntrustedProxies proxies;
    const UntrustedProxies::Moment start{};
    EXPECT_FALSE(proxies.warn_of(request_from("10.1.2.3", false), start));
    EXPECT_TRUE(proxies.warn_of(request_from("10.1.2.3"), start));
    EXPECT_FALSE(proxies.warn_of(request_from("10.1.2.3"), start + std::chrono::minutes(59)));
    EXPECT_TRUE(proxies.warn_of(request_from("10.1.2.4"), start + std::chrono::minutes(59)));
    EXPECT_TRUE(proxies.warn_of(request_from("10.1.2.3"), start + std::chrono::minutes(60)));
}

TEST(UntrustedProxies, DoNotFillTheLogFromManyPeers) {
    UntrustedProxies proxies;
    std::size_t warnings = 0;
    for (int peer = 0; peer < 1000; ++peer) warnings += proxies.warn_of(request_from(std::to_string(peer)), {});
    EXPECT_EQ(warnings, UntrustedProxies::max_peers);
}

}  // namespace rollcall::app
