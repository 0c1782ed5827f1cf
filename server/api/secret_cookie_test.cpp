#include "api/secret_cookie.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rollcall::api {
namespace {

const std::string token(43, 'A');

std::vector<std::string> names_found(const SecretCookie& cookie, const std::string& header) {
    http::Request request;
    request.headers.emplace_back("cookie", header);
    std::vector<std::string> names;
    for (const auto& sent : cookie.find_all(request)) names.emplace_back(sent.name);
    return names;
}

TEST(SecretCookie, is_found_by_its_name_and_on_http_by_its_former_name_after_that) {
    const auto all = "session=" + token + "; rollcall_session=" + token + "; __Host-session=" + token;
    EXPECT_EQ(names_found(SessionCookie(false), all), (std::vector<std::string>{"rollcall_session", "session"}));
    EXPECT_EQ(names_found(SessionCookie(true), all), (std::vector<std::string>{"__Host-session"}));
}

// Any host of the domain can set a cookie without a name, also one whose value looks like another cookie.
TEST(SecretCookie, is_not_one_without_a_name) {
    for (const auto https : {false, true}) {
        for (const auto& header : {"=" + token, " = " + token, token}) {
            EXPECT_TRUE(names_found(SessionCookie(https), header).empty()) << header;
            EXPECT_TRUE(names_found(DeviceCookie(https), header).empty()) << header;
        }
    }
}

}  // namespace
}  // namespace rollcall::api
