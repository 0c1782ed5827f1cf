#include "app/check/check.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <spdlog/spdlog.h>

#include <cstdio>

#include "app/check/database_checks.hpp"
#include "app/check/file_checks.hpp"
#include "app/check/ledger_check.hpp"
#include "app/check/network_checks.hpp"

namespace rollcall::app {

namespace {

std::string_view name_of(Finding::Outcome outcome) {
    switch (outcome) {
        case Finding::Outcome::ok:
            return "ok";
        case Finding::Outcome::wrong:
            return "wrong";
        case Finding::Outcome::skipped:
            return "skipped";
    }
    return "";
}

/// Prints each at once, since a server that does not answer takes its time.
bool print(const Finding& finding) {
    fmt::print("{:<8} {}: {}\n", name_of(finding.outcome), finding.subject, finding.sentence);
    std::fflush(stdout);
    return finding.outcome != Finding::Outcome::wrong;
}

}  // namespace

bool run_checks(const CommandLine& command_line) {
    signal(SIGPIPE, SIG_IGN);
    spdlog::set_level(spdlog::level::off);
    if (!command_line.invalid_setting.empty()) {
        return print({Finding::Outcome::wrong, "settings",
                      fmt::format("{} Nothing else was checked.", command_line.invalid_setting)});
    }
    const auto& options = command_line.options;
    bool is_right = print(check_settings(options));
    const auto inspection = database::inspect_database(options.database);
    is_right &= print(check_database(options, inspection));
    // None before a server has started with the database.
    const auto installation = inspection.is_current() ? find_installation(*inspection.connection) : std::nullopt;
    is_right &= print(check_storage(options, installation));
    is_right &= print(check_key_file(options, inspection, installation));
    is_right &= print(check_ledger(options));
    is_right &= print(check_mail_server(options));
    is_right &= print(check_clock(options, inspection));
    is_right &= print(check_permissions(options));
    is_right &= print(check_free_disk(options));
    is_right &= print(check_certificate(options));
    return is_right;
}

}  // namespace rollcall::app
