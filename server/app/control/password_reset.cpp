#include "app/control/password_reset.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <vector>

#include "app/control/control_socket.hpp"
#include "app/control/stored_database.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "database/inspection.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "members/administrator_password.hpp"

namespace rollcall::app {

namespace {

constexpr std::string_view command = "reset-password";
constexpr std::string_view done = "done";

/// 100 random bits in letters and digits that are not mistaken for others, in groups: "h7wk-...".
std::string generate_password() {
    constexpr std::string_view characters = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(characters.size() == 32);
    std::array<std::byte, 20> bytes{};
    fill_random(bytes);
    std::string password;
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        if (index % 4 == 0 && index > 0) password += '-';
        password += characters[std::to_integer<std::size_t>(bytes[index]) % characters.size()];
    }
    return password;
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// Opened as a server opens it, with its lock. Throws where that would change more than the password.
std::unique_ptr<database::Database> open_database_to_reset(const Options& options, const Clock& clock) {
    const auto inspection = database::inspect_database(options.database);
    if (!inspection.problem.empty()) throw std::runtime_error(inspection.problem);
    if (inspection.schema < inspection.known_schema) {
        throw std::runtime_error(fmt::format(
            "The database was written by an older Rollcall (its schema is {}, this one needs {}). Start the server "
            "once, which updates it, and run this again.",
            inspection.schema, inspection.known_schema));
    }
    try {
        return open_unused_database(options.database, clock);
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(
            fmt::format("{}. If a server is using it, give --data as to that server, or stop it.", error.what()));
    }
}

std::optional<std::string> ask_to_reset(const std::filesystem::path& data_folder, const std::string& email,
                                        const std::string& hash) {
    try {
        return ask_server(data_folder, fmt::format("{}\n{}\n{}\n", command, email, hash));
    } catch (const ServerDidNotAnswer& error) {
        throw std::runtime_error(fmt::format("{} It is not known whether the password was changed.", error.what()));
    }
}

void reset_without_server(const Options& options, const std::string& email, const std::string& hash) {
    const SystemClock clock;
    const auto database = open_database_to_reset(options, clock);
    const auto key = SealingKey::load(options.secret_key_file);
    members::reset_administrator_password(*database, clock, key, email, hash);
}

}  // namespace

void reset_password(const Options& options, const std::string& email) {
    if (email.find('\n') != std::string::npos) throw std::runtime_error("An email is one line.");
    spdlog::set_level(spdlog::level::warn);
    const auto password = generate_password();
    const auto hash = identity::PasswordHasher().hash(password);
    const auto answer = ask_to_reset(options.data, email, hash);
    if (!answer) {
        reset_without_server(options, email, hash);
    } else if (*answer != done) {
        throw std::runtime_error(*answer);
    }
    fmt::print(
        "The new password of {} is {}\nIt is shown only here, and has to be changed at the next sign-in. All earlier "
        "sessions and API tokens have ended.\n",
        email, password);
    if (std::fflush(stdout) != 0) throw std::runtime_error("The new password could not be printed; run this again.");
}

std::string answer_password_reset(database::Database& database, const Clock& clock, const SealingKey& key,
                                  std::string_view request) {
    const auto lines = split_lines(request);
    if (lines.size() != 3 || lines[0] != command) {
        return "The server is of another version of Rollcall. Use the program with which it was started.";
    }
    try {
        members::reset_administrator_password(database, clock, key, lines[1], lines[2]);
    } catch (const Error& error) {
        return error.detail();
    } catch (const std::exception& error) {
        spdlog::error("A password could not be reset: {}", error.what());
        return "The server failed. See its log.";
    }
    spdlog::info("An administrator's password was reset on the command line");
    return std::string(done);
}

}  // namespace rollcall::app
