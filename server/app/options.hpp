#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/mail_options.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/web/exempt_hosts.hpp"
#include "http/protocol/trusted_proxies.hpp"
#include "storage/storage_address.hpp"

namespace rollcall::app {

/// The options of the server. Each is a flag and an environment variable (`--base-url`, ROLLCALL_BASE_URL); options.cpp
/// lists them, and `rollcall serve --help` prints the list.
struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string base_url;  ///< an origin, "https://calls.example.com"; empty: what OwnOrigin says
    std::filesystem::path data = "data";
    std::string database;                   ///< a file, or postgres://user:password@host/database
    storage::StorageAddress storage;        ///< of pictures, recordings and imported files
    std::filesystem::path page;             ///< the folder of the built web page
    std::filesystem::path picture_program;  ///< beside this program; no flag
    std::filesystem::path audio_program;    ///< likewise
    connectors::ExemptHosts recording_hosts;
    connectors::ExemptHosts webhook_hosts;  ///< to which campaigns of agents without a platform send contacts
    connectors::PlatformAddresses platform_addresses;
    http::TrustedProxies trusted_proxies;
    MailOptions mail;
    std::filesystem::path secret_key_file = "data/secret.key";
    std::filesystem::path erasures_file = "data/erasures.log";  ///< the ledger of erasures
    enum class LogFormat { text, json } log_format = LogFormat::text;
    std::string version;  ///< of the program; no flag

    std::filesystem::path temporary_folder() const { return data / "incoming"; }
    bool uses_https() const { return base_url.starts_with("https://"); }
};

/// The command of a command line, with its options.
struct CommandLine {
    enum class Command {
        serve,
        check,
        reset_password,
        print_routes,
        back_up,
        restore,
        copy_database,
    } command = Command::serve;
    Options options;
    std::string invalid_setting = {};  ///< of `check`: what is wrong with the options, which are not read then
    std::string email = {};            ///< of `reset-password`
    std::string file = {};             ///< of `backup` and `restore`
    bool without_recordings = false;   ///< of `backup`
    bool with_key = false;             ///< of `backup`
    /// Of `restore`: gives up what only the key of the backup can read; of `backup`: also where there is no key file.
    bool without_key = false;
    bool without_erasures = false;  ///< of `restore`: brings back who was erased after the backup was made
    std::string from = {};          ///< of `copy-database`: a file, or an address in PostgreSQL
    std::string to = {};            ///< likewise
};

/// Thrown for an invalid command line, and for --help: what to print, and the exit status.
struct Exit {
    int status;
    std::string message;
};

/// Reads arguments and environment. Throws Exit with one clear line for an invalid option. `version` is that of the
/// program.
CommandLine read_command_line(int count, const char* const* arguments, const std::string& version = {});

}  // namespace rollcall::app
