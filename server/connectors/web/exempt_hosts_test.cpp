#include "connectors/web/exempt_hosts.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::connectors {
namespace {

TEST(ExemptHosts, AreTheNamedOnes) {
    const ExemptHosts hosts("--some-hosts", {"files.example.com", "127.0.0.1:9000", "[::1]:80", "Minio"});
    EXPECT_TRUE(hosts.has("files.example.com", 443));
    EXPECT_TRUE(hosts.has("files.example.com", 8443));
    EXPECT_TRUE(hosts.has("127.0.0.1", 9000));
    EXPECT_TRUE(hosts.has("[::1]", 80));
    EXPECT_TRUE(hosts.has("minio", 9000));
    EXPECT_FALSE(hosts.has("127.0.0.1", 80));
    EXPECT_FALSE(hosts.has("more.files.example.com", 443));
    EXPECT_FALSE(hosts.has("example.com", 443));
    EXPECT_FALSE(ExemptHosts().has("", 443));
}

TEST(ExemptHosts, AreRefusedWhenTheyAreInvalid) {
    for (const auto* text : {"", "https://files.example.com", "files.example.com/", "user@files.example.com",
                             "files.example.com:port", "files.example.com:0", ":80", "a b"}) {
        EXPECT_THROW(ExemptHosts("--some-hosts", {text}), std::invalid_argument) << text;
    }
}

}  // namespace
}  // namespace rollcall::connectors
