#include "http/protocol/forwarded.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::http {
namespace {

const TrustedProxies proxies({"10.0.0.0/8", "192.0.2.7", "fd00::/9"});

TEST(ClientAddress, IsThePeersWhereThePeerIsNoProxy) {
    EXPECT_EQ(proxies.client_address("198.51.100.1", "203.0.113.9"), "198.51.100.1");
    EXPECT_EQ(TrustedProxies().client_address("127.0.0.1", "203.0.113.9"), "127.0.0.1");
}

TEST(ClientAddress, IsWhatTheTrustedProxySays) {
    EXPECT_EQ(proxies.client_address("10.1.2.3", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.client_address("192.0.2.7", "2001:DB8::1"), "2001:db8::1");
    EXPECT_EQ(proxies.client_address("fd12::1", "203.0.113.9"), "203.0.113.9");
}

TEST(ClientAddress, IsNotWhatTheClientMadeUpBeforeIt) {
    EXPECT_EQ(proxies.client_address("10.0.0.1", "127.0.0.1, 203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.client_address("10.0.0.1", "10.9.9.9, 203.0.113.9, 192.0.2.7 ,10.0.0.2"), "203.0.113.9");
}

TEST(ClientAddress, IsTheFarthestProxyWhereNothingElseIsKnown) {
    EXPECT_EQ(proxies.client_address("10.0.0.1", ""), "10.0.0.1");
    EXPECT_EQ(proxies.client_address("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
    EXPECT_EQ(proxies.client_address("10.0.0.1", "203.0.113.9, unknown, 10.0.0.2"), "10.0.0.2");
    EXPECT_EQ(proxies.client_address("10.0.0.1", ","), "10.0.0.1");
}

TEST(ClientAddress, ComesWithoutAPort) {
    EXPECT_EQ(proxies.client_address("10.0.0.1", "203.0.113.9:4711"), "203.0.113.9");
    EXPECT_EQ(proxies.client_address("10.0.0.1", "[2001:db8::1]:4711"), "2001:db8::1");
    EXPECT_EQ(proxies.client_address("10.0.0.1", "[2001:db8::1"), "2001:db8::1");
}

TEST(ClientAddress, TakesAMappedAddressForTheIpv4ThatItIs) {
    EXPECT_EQ(proxies.client_address("::ffff:10.0.0.1", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.client_address("::ffff:198.51.100.1", ""), "198.51.100.1");
    EXPECT_EQ(TrustedProxies({"::ffff:10.0.0.0/104"}).client_address("10.0.0.1", "203.0.113.9"), "203.0.113.9");
}

TEST(ClientAddress, KeepsToTheNetworksBits) {
    EXPECT_EQ(proxies.client_address("11.0.0.1", "203.0.113.9"), "11.0.0.1");
    EXPECT_EQ(proxies.client_address("fd7f::1", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(proxies.client_address("fd80::1", "203.0.113.9"), "fd80::1");
    EXPECT_EQ(TrustedProxies({"0.0.0.0/0"}).client_address("::1", "203.0.113.9"), "::1");
    EXPECT_EQ(TrustedProxies({"::/0"}).client_address("::1", "203.0.113.9"), "203.0.113.9");
}

TEST(TrustedProxies, AreAddressesOrNetworks) {
    for (const auto* proxy :
         {"", "proxy", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "::1/129", "10.0.0"}) {
        EXPECT_THROW(TrustedProxies({proxy}), std::runtime_error) << proxy;
    }
}

}  // namespace
}  // namespace rollcall::http
