#include "http/protocol/trusted_proxies.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::http {
namespace {

const TrustedProxies proxies({"10.0.0.0/8", "192.0.2.7", "fd00::/9"});

TEST(ClientAddress, is_that_of_the_peer_when_the_peer_is_not_a_trusted_proxy) {
    EXPECT_EQ(proxies.find_client_address("198.51.100.1", "203.0.113.9"), "198.51.100.1");
    EXPECT_EQ(TrustedProxies().find_client_address("127.0.0.1", "203.0.113.9"), "127.0.0.1");
}

TEST(ClientAddress, is_the_one_forwarded_by_a_trusted_proxy) {
    EXPECT_EQ(proxies.find_client_address("10.1.2.3", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.find_client_address("192.0.2.7", "2001:DB8::1"), "2001:db8::1");
    EXPECT_EQ(proxies.find_client_address("fd12::1", "203.0.113.9"), "203.0.113.9");
}

TEST(ClientAddress, is_not_one_that_the_client_forged_before_it) {
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "127.0.0.1, 203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "10.9.9.9, 203.0.113.9, 192.0.2.7 ,10.0.0.2"), "203.0.113.9");
}

TEST(ClientAddress, is_the_farthest_proxy_when_nothing_else_is_known) {
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", ""), "10.0.0.1");
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "203.0.113.9, unknown, 10.0.0.2"), "10.0.0.2");
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", ","), "10.0.0.1");
}

TEST(ClientAddress, has_no_port) {
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "203.0.113.9:4711"), "203.0.113.9");
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "[2001:db8::1]:4711"), "2001:db8::1");
    EXPECT_EQ(proxies.find_client_address("10.0.0.1", "[2001:db8::1"), "2001:db8::1");
}

TEST(ClientAddress, mapped_into_ipv6_is_ipv4) {
    EXPECT_EQ(proxies.find_client_address("::ffff:10.0.0.1", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.find_client_address("::ffff:198.51.100.1", ""), "198.51.100.1");
    EXPECT_EQ(TrustedProxies({"::ffff:10.0.0.0/104"}).find_client_address("10.0.0.1", "203.0.113.9"), "203.0.113.9");
}

TEST(ClientAddress, is_compared_by_the_bits_of_the_network) {
    EXPECT_EQ(proxies.find_client_address("11.0.0.1", "203.0.113.9"), "11.0.0.1");
    EXPECT_EQ(proxies.find_client_address("fd7f::1", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.find_client_address("fd80::1", "203.0.113.9"), "fd80::1");
    EXPECT_EQ(TrustedProxies({"0.0.0.0/0"}).find_client_address("::1", "203.0.113.9"), "::1");
    EXPECT_EQ(TrustedProxies({"::/0"}).find_client_address("::1", "203.0.113.9"), "203.0.113.9");
}

TEST(TrustedProxies, must_be_addresses_or_networks) {
    for (const auto* proxy :
         {"", "proxy", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "::1/129", "10.0.0"}) {
        EXPECT_THROW(TrustedProxies({proxy}), std::invalid_argument) << proxy;
    }
}

}  // namespace
}  // namespace rollcall::http
