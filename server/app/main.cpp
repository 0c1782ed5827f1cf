#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "app/options.hpp"
#include "app/routes.hpp"
#include "app/serve.hpp"

int main(int count, char** arguments) {
    using namespace rollcall::app;
    try {
        const auto command_line = read_command_line(count, arguments);
        if (command_line.command == CommandLine::Command::print_routes) {
            fmt::print("{}\n", write_routes_as_json());
        } else {
            serve(command_line.options);
        }
        return 0;
    } catch (const Exit& exit) {
        fmt::print(exit.status == 0 ? stdout : stderr, "{}\n", exit.message);
        return exit.status;
    } catch (const std::exception& error) {
        fmt::print(stderr, "rollcall: {}\n", error.what());
        return 1;
    }
}
