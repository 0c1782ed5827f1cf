#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "app/backup/backup.hpp"
#include "app/backup/copy_database.hpp"
#include "app/backup/restore.hpp"
#include "app/check/check.hpp"
#include "app/control/password_reset.hpp"
#include "app/options.hpp"
#include "app/routes.hpp"
#include "app/serve.hpp"
#include "app/version.hpp"
#include "core/files/disk_error.hpp"
#include "core/lasting_error.hpp"
#include "core/print_error.hpp"

namespace {

/// Returns the exit status. After 2 the service is not started again (packaging/debian/rollcall.service).
int run_server(const rollcall::app::Options& options) {
    try {
        rollcall::app::serve(options);
        return 0;
    } catch (const rollcall::LastingError& error) {
        rollcall::print_error(fmt::format("rollcall: {}\n", error.what()));
        return 2;
    }
}

}  // namespace

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
            case Command::back_up:
                back_up(command_line);
                return 0;
            case Command::restore:
                restore(command_line);
                return 0;
            case Command::copy_database:
                copy_database(command_line);
                return 0;
            case Command::serve:
                return run_server(command_line.options);
        }
        return 1;
    } catch (const Exit& exit) {
        const auto line = exit.message + "\n";
        exit.status == 0 ? fmt::print("{}", line) : rollcall::print_error(line);
        return exit.status;
    } catch (const rollcall::Error& error) {
        rollcall::print_error(fmt::format("rollcall: {}.\n", rollcall::describe_to_operator(error)));
        return 1;
    } catch (const std::exception& error) {
        rollcall::print_error(fmt::format("rollcall: {}\n", error.what()));
        return 1;
    }
}
