#include "http/protocol/client_network.hpp"

#include <gtest/gtest.h>

namespace rollcall::http {
namespace {

TEST(ClientNetwork, is_an_ipv4_address) {
    EXPECT_EQ(find_client_network("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(find_client_network("::ffff:203.0.113.7"), "203.0.113.7");
    EXPECT_NE(find_client_network("203.0.113.7"), find_client_network("203.0.113.8"));
}

TEST(ClientNetwork, is_the_64_of_an_ipv6_address) {
    EXPECT_EQ(find_client_network("2001:db8:5:6:7:8:9:a"), "2001:db8:5:6::/64");
    EXPECT_EQ(find_client_network("2001:db8:5:6::1"), "2001:db8:5:6::/64");
    EXPECT_NE(find_client_network("2001:db8:5:7::1"), "2001:db8:5:6::/64");
    EXPECT_EQ(find_client_network("fe80::1%eth0"), "fe80::/64");
}

}  // namespace
}  // namespace rollcall::http
