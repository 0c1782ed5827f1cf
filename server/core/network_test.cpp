#include "core/network.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(NetworkOf, IsTheAddressItselfForIpv4) {
    EXPECT_EQ(network_of("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(network_of("::ffff:203.0.113.7"), "203.0.113.7");
}

TEST(NetworkOf, IsTheFirst64BitsOfIpv6) {
    EXPECT_EQ(network_of("2001:db8:1:2::7"), "2001:db8:1:2::/64");
    EXPECT_EQ(network_of("2001:db8:1:2:ffff:ffff:ffff:ffff"), "2001:db8:1:2::/64");
    EXPECT_NE(network_of("2001:db8:1:3::7"), network_of("2001:db8:1:2::7"));
    EXPECT_EQ(network_of("fe80::1%eth0"), "fe80::/64");
}

TEST(NetworkOf, LeavesOtherTextsAlone) { EXPECT_EQ(network_of("unknown"), "unknown"); }

}  // namespace rollcall
