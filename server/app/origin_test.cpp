#include "app/origin.hpp"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace rollcall::app {
namespace {

TEST(Origin, is_written_as_browsers_do) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> written{{
        {"https://calls.example.com", "https://calls.example.com"},
        {"https://calls.example.com/", "https://calls.example.com"},
        {"HTTPS://Calls.Example.COM/", "https://calls.example.com"},
        {"https://calls.example.com:443", "https://calls.example.com"},
        {"Https://calls.example.com:0443/", "https://calls.example.com"},
        {"http://calls.example.com:80", "http://calls.example.com"},
        {"http://calls.example.com:443", "http://calls.example.com:443"},
        {"https://calls.example.com:80/", "https://calls.example.com:80"},
        {"https://calls.example.com:08443", "https://calls.example.com:8443"},
        {"https://calls.example.com:", "https://calls.example.com"},
        {"https://calls.example.com:/", "https://calls.example.com"},
        {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
        {"http://[2001:DB8:0:0:0:0:0:1]:80", "http://[2001:db8::1]"},
        {"http://[::1]:8080/", "http://[::1]:8080"},
        {"https://10.0.0.1.nip.example/", "https://10.0.0.1.nip.example"},
        {"https://a", "https://a"},
    }};
    for (const auto& [address, origin] : written) EXPECT_EQ(parse_origin(address), origin) << address;
}

TEST(Origin, is_that_of_an_http_address_alone) {
    for (const auto* address : {"",
                                "calls.example.com",
                                "//calls.example.com",
                                "ftp://calls.example.com",
                                "https://",
                                "https:///",
                                "https://calls.example.com/path",
                                "https://calls.example.com//",
                                "https://calls.example.com?x",
                                "https://calls.example.com#x",
                                "https://ada@calls.example.com",
                                "https://calls.example.com:0",
                                "https://calls.example.com:65536",
                                "https://calls.example.com:port",
                                "https://[:::1]",
                                "http",
                                "https:/",
                                "https:///a",
                                "https://[::1",
                                "null",
                                "https:calls.example.com",
                                "https://calls example.com"}) {
        EXPECT_EQ(parse_origin(address), std::nullopt) << address;
    }
}

}  // namespace
}  // namespace rollcall::app
