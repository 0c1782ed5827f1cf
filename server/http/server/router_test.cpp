#include "http/server/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::http {
namespace {

Router router_with(std::vector<std::pair<Method, std::string>> routes) {
    Router router;
    for (auto& [method, path] : routes) {
        router.add({method, path, [](const Request&) { return Response::no_content(); }});
    }
    return router;
}

std::string path_of(const Router::Result& result) { return std::get<Router::Match>(result).route->path; }

TEST(Router, finds_a_route_by_method_and_path) {
    const auto router = router_with({{Method::get, "/api/v1/members"}, {Method::post, "/api/v1/members"}});
    const auto found = std::get<Router::Match>(router.find(Method::post, "/api/v1/members"));
    EXPECT_EQ(found.route->method, Method::post);
    EXPECT_TRUE(found.path_parameters.empty());
}

TEST(Router, returns_the_path_parameters_by_name) {
    const auto router = router_with({{Method::get, "/agents/{agent}/members/{id}"}});
    const auto found = std::get<Router::Match>(router.find(Method::get, "/agents/a1/members/m2"));
    EXPECT_EQ(found.path_parameters, (Request::Pairs{{"agent", "a1"}, {"id", "m2"}}));
}

TEST(Router, lets_each_method_have_its_own_parameter_names) {
    const auto router = router_with({{Method::get, "/members/{id}"}, {Method::del, "/members/{member}"}});
    const auto found = std::get<Router::Match>(router.find(Method::del, "/members/m2"));
    EXPECT_EQ(found.path_parameters, (Request::Pairs{{"member", "m2"}}));
}

TEST(Router, prefers_an_exact_segment_and_goes_back_when_no_route_follows) {
    const auto router = router_with(
        {{Method::get, "/members/{id}"}, {Method::get, "/members/invited"}, {Method::get, "/members/{id}/agents"}});
    EXPECT_EQ(path_of(router.find(Method::get, "/members/invited")), "/members/invited");
    EXPECT_EQ(path_of(router.find(Method::get, "/members/other")), "/members/{id}");

    const auto found = std::get<Router::Match>(router.find(Method::get, "/members/invited/agents"));
    EXPECT_EQ(found.path_parameters, (Request::Pairs{{"id", "invited"}}));
}

TEST(Router, uses_the_route_of_get_for_head) {
    const auto router = router_with({{Method::get, "/health/live"}});
    EXPECT_EQ(path_of(router.find(Method::head, "/health/live")), "/health/live");
}

TEST(Router, returns_the_methods_of_a_path) {
    const auto router = router_with({{Method::del, "/members/{id}"}, {Method::get, "/members/{id}"}});
    EXPECT_EQ(std::get<Router::MethodNotAllowed>(router.find(Method::post, "/members/1")).allow, "GET, HEAD, DELETE");
    EXPECT_EQ(std::get<Router::MethodNotAllowed>(router.find(std::nullopt, "/members/1")).allow, "GET, HEAD, DELETE");
}

TEST(Router, finds_no_path_that_is_longer_shorter_or_ends_in_a_slash) {
    const auto router = router_with({{Method::get, "/members/{id}"}});
    for (const auto* path :
         {"/", "", "/members", "/members/", "/members/1/", "/members//1", "/members/1/2", "/Members/1"}) {
        EXPECT_TRUE(std::holds_alternative<Router::NotFound>(router.find(Method::get, path))) << path;
    }
}

TEST(Router, decodes_each_segment_by_itself_so_that_an_encoded_slash_does_not_separate) {
    const auto router = router_with({{Method::get, "/members/{id}"}, {Method::get, "/members/{id}/agents"}});
    const auto found = std::get<Router::Match>(router.find(Method::get, "/m%65mbers/1%2Fagents"));
    EXPECT_EQ(found.route->path, "/members/{id}");
    EXPECT_EQ(found.path_parameters, (Request::Pairs{{"id", "1/agents"}}));
}

TEST(Router, refuses_the_same_route_twice) {
    auto router = router_with({{Method::get, "/members/{id}"}});
    EXPECT_THROW(router.add({Method::get, "/members/{member}", {}}), std::logic_error);
}

TEST(Router, keeps_its_routes_when_moved) {
    auto router = router_with({{Method::get, "/"}});
    const auto moved = std::move(router);
    EXPECT_EQ(path_of(moved.find(Method::get, "/")), "/");
    EXPECT_EQ(moved.routes().size(), 1u);
}

}  // namespace
}  // namespace rollcall::http
