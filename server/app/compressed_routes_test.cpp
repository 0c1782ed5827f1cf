#include <gtest/gtest.h>

#include <algorithm>

#include "app/dispatch.hpp"
#include "app/routes.hpp"

namespace rollcall::app {
namespace {

// A route belongs here only if its response has no secret beside something that a stranger has chosen: the length of a
// compressed response tells about the secret (BREACH).
TEST(CompressedRoutes, are_those_that_were_found_to_have_no_secret) {
    std::vector<std::string> compressed;
    for (const auto& route : list_routes()) {
        if (may_compress(route)) compressed.push_back(route.path);
    }
    std::ranges::sort(compressed);
    EXPECT_EQ(compressed, (std::vector<std::string>{
                              "/api/v1/agents",
                              "/api/v1/agents/{id}/access",
                              "/api/v1/agents/{id}/versions",
                              "/api/v1/api-tokens",
                              "/api/v1/audit-entries",
                              "/api/v1/audit-entries.csv",
                              "/api/v1/calls",
                              "/api/v1/calls.csv",
                              "/api/v1/calls/count",
                              "/api/v1/calls/days",
                              "/api/v1/calls/{id}",
                              "/api/v1/calls/{id}/neighbours",
                              "/api/v1/calls/{id}/waveform",
                              "/api/v1/campaigns",
                              "/api/v1/campaigns/{id}/attempts",
                              "/api/v1/campaigns/{id}/attempts.csv",
                              "/api/v1/campaigns/{id}/audience",
                              "/api/v1/campaigns/{id}/preview",
                              "/api/v1/companies",
                              "/api/v1/connections",
                              "/api/v1/connections/{id}/deliveries",
                              "/api/v1/contact-imports",
                              "/api/v1/contact-imports/{id}/refused.csv",
                              "/api/v1/contacts",
                              "/api/v1/contacts.csv",
                              "/api/v1/contacts/{id}/calls",
                              "/api/v1/contacts/{id}/history",
                              "/api/v1/do-not-call",
                              "/api/v1/erasures",
                              "/api/v1/mail",
                              "/api/v1/members",
                              "/api/v1/members.csv",
                              "/api/v1/members/{id}/sessions",
                              "/api/v1/profile/sessions",
                              "/api/v1/profile/sign-ins",
                              "/api/v1/segments",
                              "/api/v1/segments/{id}",
                              "/api/v1/segments/{id}/contacts",
                              "/api/v1/unknown-agents",
                              "/api/v1/usage",
                              "/api/v1/usage.csv",
                          }));
}

}  // namespace
}  // namespace rollcall::app
