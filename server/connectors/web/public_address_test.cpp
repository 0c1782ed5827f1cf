#include "connectors/web/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <string>

namespace rollcall::connectors {
namespace {

bool is_public(const std::string& text) {
    sockaddr_in four{.sin_family = AF_INET};
    if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
        return is_public_address(reinterpret_cast<const sockaddr&>(four));
    }
    sockaddr_in6 six{.sin6_family = AF_INET6};
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &six.sin6_addr), 1) << text;
    return is_public_address(reinterpret_cast<const sockaddr&>(six));
}

TEST(PublicAddresses, AreThoseOfTheInternet) {
    for (const auto* address :
         {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
          "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
          "198.17.255.255", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::", "2001:4860:4860::8888"}) {
        EXPECT_TRUE(is_public(address)) << address;
    }
}

TEST(PublicAddresses, AreNoneOfThisMachineOrOfAPrivateNetwork) {
    for (const auto* address :
         {"127.0.0.1", "127.255.255.255", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
          "192.168.0.1", "::1", "::", "fc00::1", "fdff::1", "fe80::1", "fec0::1"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(PublicAddresses, AreNoneForSpecialPurposes) {
    for (const auto* address :
         {"100.64.0.1", "100.127.255.255", "169.254.169.254", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.19.255.255",
          "203.0.113.1", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255", "ff02::1", "2001:db8::1", "2001::1",
          "3fff::1", "100::1", "5f00::1"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(PublicAddresses, AreNoneWithAnotherAddressInside) {
    for (const auto* address : {"::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
                                "64:ff9b:1::7f00:1", "2002:7f00:1::"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(PublicAddresses, AreNoneOfAnotherKindOfNetwork) {
    const sockaddr_un local{.sun_family = AF_UNIX};
    EXPECT_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(local)));
}

}  // namespace
}  // namespace rollcall::connectors
