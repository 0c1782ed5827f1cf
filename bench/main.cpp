// Rollcall as it is served, with one route more: /bench/fixed answers a fixed body on the same pool, as the reference
// for what the real routes cost. It has no guard and touches no database.
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "app/options.hpp"
#include "app/serve.hpp"

namespace {

/// As long as what GET /api/v1/session answers an administrator.
rollcall::http::Response answer_fixed(const rollcall::http::Request&) {
    static const auto body = fmt::format(R"({{"fixed":"{}"}})", std::string(500, 'x'));
    return rollcall::http::Response::json(200, body);
}

}  // namespace

int main(int count, char** arguments) {
    using namespace rollcall;
    try {
        app::serve(app::read_command_line(count, arguments).options,
                   {{http::Method::get, "/bench/fixed", answer_fixed}});
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "rollcall_bench: {}\n", error.what());
    } catch (const app::Exit& exit) {
        fmt::print(stderr, "{}\n", exit.message);
    }
    return 1;
}
