#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/mail_options.hpp"
#include "connectors/recording_copies/recording_hosts.hpp"
#include "http/protocol/trusted_proxies.hpp"

namespace rollcall::app {

/// How a server is run. Each is a flag and an environment variable of one name (`--base-url`, ROLLCALL_BASE_URL);
/// settings.cpp lists them, and `rollcall serve --help` prints that list.
struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string base_url;  ///< an origin, "https://calls.example.com"; empty: whatever host a browser came to
    std::filesystem::path data = "data";
    std::string database;                   ///< a file, or postgres://user:password@host/database
    std::filesystem::path storage;          ///< where pictures and recordings are kept
    std::filesystem::path page;             ///< the built page
    std::filesystem::path picture_program;  ///< beside this one; no flag
    std::filesystem::path audio_program;    ///< likewise
    connectors::RecordingHosts recording_hosts;
    http::TrustedProxies trusted_proxies;
    MailSettings mail;
    std::filesystem::path secret_key_file = "data/secret.key";
    enum class LogFormat { text, json } log_format = LogFormat::text;

    std::filesystem::path temporary_folder() const { return data / "incoming"; }
    bool https() const { return base_url.starts_with("https://"); }
};

/// What the command line asks for.
struct CommandLine {
    enum class Command { serve, print_routes } command = Command::serve;
    Settings settings;
};

/// Thrown for a command line that cannot be followed, and for --help: what to print, and with which status to exit.
struct Exit {
    int status;
    std::string message;
};

/// Reads arguments and environment. Throws Exit with one clear line for a wrong setting.
CommandLine read_command_line(int count, const char* const* arguments);

}  // namespace rollcall::app
