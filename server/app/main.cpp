#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "app/check/check.hpp"
#include "app/control/password_reset.hpp"
#include "app/options.hpp"
#include "app/routes.hpp"
#include "app/serve.hpp"
#include "app/version.hpp"

int main(int count, char** arguments) {
    using namespace rollcall::app;
    using Command = CommandLine::Command;
    try {
        const auto command_line = read_command_line(count, arguments, std::string(version));
        switch (command_line.command) {
            case Command::print_routes:
                fmt::print("{}\n", write_routes_as_json());
                return 0;
            case Command::check:
                return run_checks(command_line) ? 0 : 1;
            case Command::reset_password:
                reset_password(command_line.options, command_line.email);
                return 0;
            case Command::serve:
                serve(command_line.options);
                return 0;
        }
        return 1;
    } catch (const Exit& exit) {
        fmt::print(exit.status == 0 ? stdout : stderr, "{}\n", exit.message);
        return exit.status;
    } catch (const std::exception& error) {
        fmt::print(stderr, "rollcall: {}\n", error.what());
        return 1;
    }
}
