#include "app/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <cstdlib>
#include <map>
#include <sstream>

#include "app/origin.hpp"
#include "connectors/web/web_address.hpp"
#include "database/postgres/address.hpp"

namespace rollcall::app {

namespace {

[[noreturn]] void refuse(std::string message) { throw Exit{2, "rollcall: " + std::move(message)}; }

// The options as they were written; parse_options checks them.
struct Arguments {
    std::string listen = "127.0.0.1:8080";
    std::string base_url;
    std::string data = "data";
    std::string database;
    std::string storage;
    std::string page;
    std::vector<std::string> trusted_proxies;
    std::vector<std::string> recording_hosts;
    std::vector<std::string> webhook_hosts;
    connectors::PlatformAddresses platform_addresses;
    MailArguments mail{.smtp_tls = "required"};
    std::string secret_key_file;
    std::string erasures_file;
    std::string log_format = "text";
};

// The list of all options.
void add_options(CLI::App& serve, Arguments& arguments) {
    serve.add_option("--listen", arguments.listen, "Address and port to listen on; port 0 picks a free one")
        ->envname("ROLLCALL_LISTEN")
        ->capture_default_str();
    serve
        .add_option("--base-url", arguments.base_url,
                    "Where browsers reach this server, such as https://calls.example.com")
        ->envname("ROLLCALL_BASE_URL");
    serve.add_option("--data", arguments.data, "Folder of all that is stored; created if missing")
        ->envname("ROLLCALL_DATA")
        ->capture_default_str();
    serve
        .add_option("--database", arguments.database,
                    "A file, or postgres://user:password@host/database; rollcall.db in the data folder where not given")
        ->envname("ROLLCALL_DATABASE");
    serve
        .add_option("--storage", arguments.storage,
                    "Folder of pictures, recordings and imported files, or "
                    "s3://bucket/prefix?endpoint=https://host&region=name with "
                    "the keys in ROLLCALL_S3_ACCESS_KEY and ROLLCALL_S3_SECRET_KEY; 'storage' in the data folder where "
                    "not given")
        ->envname("ROLLCALL_STORAGE");
    serve.add_option("--page", arguments.page, "Folder of the built page; 'page' beside the program where not given")
        ->envname("ROLLCALL_PAGE");
    serve
        .add_option("--trusted-proxies", arguments.trusted_proxies,
                    "Addresses or networks whose X-Forwarded-For is believed")
        ->envname("ROLLCALL_TRUSTED_PROXIES")
        ->delimiter(',');
    serve
        .add_option("--recording-hosts", arguments.recording_hosts,
                    "Hosts, or hosts with ports, from which recordings are copied although they are in a private "
                    "network or without https")
        ->envname("ROLLCALL_RECORDING_HOSTS")
        ->delimiter(',');
    serve
        .add_option("--webhook-hosts", arguments.webhook_hosts,
                    "Hosts, or hosts with ports, to which campaigns of agents without a platform may send contacts "
                    "although they are in a private network or without https")
        ->envname("ROLLCALL_WEBHOOK_HOSTS")
        ->delimiter(',');
    serve.add_option("--vapi-url", arguments.platform_addresses.vapi, "Where the API of Vapi is")
        ->envname("ROLLCALL_VAPI_URL")
        ->capture_default_str();
    serve.add_option("--retell-url", arguments.platform_addresses.retell, "Where the API of Retell is")
        ->envname("ROLLCALL_RETELL_URL")
        ->capture_default_str();
    serve
        .add_option("--elevenlabs-url", arguments.platform_addresses.elevenlabs,
                    "Where the API of ElevenLabs is; accounts with data residency have a host of their own")
        ->envname("ROLLCALL_ELEVENLABS_URL")
        ->capture_default_str();
    serve
        .add_option(
            "--smtp-url", arguments.mail.smtp_url,
            "Mail server, such as smtp://user:password@mail.example.com:587 or smtps://...; without one, emails "
            "are kept in the data folder")
        ->envname("ROLLCALL_SMTP_URL");
    serve
        .add_option("--smtp-tls", arguments.mail.smtp_tls,
                    "Encryption (STARTTLS) with the mail server: required, opportunistic or none")
        ->envname("ROLLCALL_SMTP_TLS")
        ->capture_default_str()
        ->check(CLI::IsMember({"required", "opportunistic", "none"}));
    serve
        .add_option("--smtp-ca", arguments.mail.smtp_ca,
                    "File of the certificates to trust a mail server by; the system's where not given")
        ->envname("ROLLCALL_SMTP_CA");
    serve
        .add_option("--smtp-ehlo-name", arguments.mail.smtp_ehlo_name,
                    "What a mail server is told this server is called; the host of --base-url where not given")
        ->envname("ROLLCALL_SMTP_EHLO_NAME");
    serve.add_option("--mail-from", arguments.mail.from, "Sender address of emails")->envname("ROLLCALL_MAIL_FROM");
    serve
        .add_option("--secret-key-file", arguments.secret_key_file,
                    "File of the key that seals queued emails, and the secrets of connections and webhooks; created if "
                    "missing, 'secret.key' in the data folder where not given")
        ->envname("ROLLCALL_SECRET_KEY_FILE");
    serve
        .add_option("--erasures-file", arguments.erasures_file,
                    "File that knows, by hashes, who was erased, so that a restored backup brings nobody back; created "
                    "if missing, 'erasures.log' in the data folder where not given")
        ->envname("ROLLCALL_ERASURES_FILE");
    serve.add_option("--log-format", arguments.log_format, "text or json")
        ->envname("ROLLCALL_LOG_FORMAT")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
}

// "127.0.0.1:8080" and "[::1]:8080".
void parse_listen_address(const std::string& listen, Options& options) {
    const auto colon = listen.rfind(':');
    const auto message = fmt::format("--listen {} is not an address and a port, such as 127.0.0.1:8080.", listen);
    if (colon == std::string::npos || colon == 0) refuse(message);
    const auto* end = listen.data() + listen.size();
    const auto [rest, problem] = std::from_chars(listen.data() + colon + 1, end, options.port);
    if (problem != std::errc{} || rest != end) refuse(message);
    options.address = listen.substr(0, colon);
    if (options.address.starts_with('[') && options.address.ends_with(']')) {
        options.address = options.address.substr(1, options.address.size() - 2);
    }
    boost::system::error_code no_address;
    boost::asio::ip::make_address(options.address, no_address);
    if (no_address) refuse(message);
}

std::string parse_base_url(const std::string& base_url) {
    const auto origin = parse_origin(base_url);
    if (!origin) {
        refuse(fmt::format(
            "--base-url {} is not the address of a server without a path, such as https://calls.example.com.",
            base_url));
    }
    return *origin;
}

MailOptions parse_mail(const MailArguments& arguments, const std::string& base_url) {
    try {
        return parse_mail_options(arguments, base_url);
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
}

connectors::ExemptHosts parse_exempt_hosts(std::string_view option, const std::vector<std::string>& hosts) {
    try {
        return connectors::ExemptHosts(option, hosts);
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
}

http::TrustedProxies parse_trusted_proxies(const std::vector<std::string>& proxies) {
    try {
        return http::TrustedProxies(proxies);
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
}

// Without a slash at the end. The operator may choose http: for a proxy, or a stand-in.
std::string parse_platform_address(std::string_view option, const std::string& text) {
    auto address = connectors::parse_web_address(text);
    if (!address || !address->is_web() || !address->user.empty() || !address->query.empty()) {
        refuse(fmt::format("{} {} is not a web address, such as https://api.example.com.", option, text));
    }
    while (address->path.ends_with('/')) address->path.pop_back();
    return address->text();
}

connectors::PlatformAddresses parse_platform_addresses(const connectors::PlatformAddresses& addresses) {
    return {.vapi = parse_platform_address("--vapi-url", addresses.vapi),
            .retell = parse_platform_address("--retell-url", addresses.retell),
            .elevenlabs = parse_platform_address("--elevenlabs-url", addresses.elevenlabs)};
}

// An invalid address is not quoted: it contains a password.
std::string parse_database_address(std::string_view option, const std::string& text) {
    const bool is_address = database::is_postgres_address(text);
    if (text.empty() || (is_address ? !database::is_well_formed(text) : text.find("://") != std::string::npos)) {
        refuse(
            fmt::format("{} is neither a file nor an address such as postgres://user:password@host/database, in which "
                        "@ / ? % of a password are written %40 %2F %3F %25.",
                        option));
    }
    return text;
}

std::string parse_database(const Arguments& arguments) {
    if (arguments.database.empty()) return (std::filesystem::path(arguments.data) / "rollcall.db").string();
    return parse_database_address("--database", arguments.database);
}

/// Keys come from the environment alone: others on the machine see the command line.
std::string get_key(const char* name, const char* usual_name) {
    for (const auto* variable : {name, usual_name}) {
        const auto* value = std::getenv(variable);
        if (value && *value) return value;
    }
    refuse(fmt::format("--storage s3:// needs {} in the environment.", name));
}

storage::StorageAddress parse_storage(const Arguments& arguments) {
    const auto& text = arguments.storage;
    if (text.empty()) return std::filesystem::path(arguments.data) / "storage";
    if (!storage::is_s3_address(text)) return std::filesystem::path(text);
    try {
        auto address = storage::parse_s3_address(text);
        address.access_key = get_key("ROLLCALL_S3_ACCESS_KEY", "AWS_ACCESS_KEY_ID");
        address.secret_key = get_key("ROLLCALL_S3_SECRET_KEY", "AWS_SECRET_ACCESS_KEY");
        return address;
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
}

Options parse_options(const Arguments& arguments) {
    Options options;
    parse_listen_address(arguments.listen, options);
    if (!arguments.base_url.empty()) options.base_url = parse_base_url(arguments.base_url);
    if (arguments.data.empty()) refuse("--data needs a folder.");
    options.data = arguments.data;
    options.database = parse_database(arguments);
    options.storage = parse_storage(arguments);
    const auto beside = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    options.page = arguments.page.empty() ? beside / "page" : std::filesystem::path(arguments.page);
    options.picture_program = beside / "rollcall-picture";
    options.audio_program = beside / "rollcall-audio";
    options.recording_hosts = parse_exempt_hosts("--recording-hosts", arguments.recording_hosts);
    options.webhook_hosts = parse_exempt_hosts("--webhook-hosts", arguments.webhook_hosts);
    options.platform_addresses = parse_platform_addresses(arguments.platform_addresses);
    options.trusted_proxies = parse_trusted_proxies(arguments.trusted_proxies);
    options.mail = parse_mail(arguments.mail, options.base_url);
    options.secret_key_file = arguments.secret_key_file.empty() ? options.data / "secret.key"
                                                                : std::filesystem::path(arguments.secret_key_file);
    options.erasures_file = arguments.erasures_file.empty() ? options.data / "erasures.log"
                                                            : std::filesystem::path(arguments.erasures_file);
    options.log_format = arguments.log_format == "json" ? Options::LogFormat::json : Options::LogFormat::text;
    return options;
}

// The error of CLI11 for an invalid command line, or the text of --help.
Exit make_exit(const CLI::App& program, const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream problem;
    const auto status = program.exit(error, out, problem);
    if (status == 0) return {0, out.str()};
    return {2, fmt::format("rollcall: {}", error.what())};
}

// Each command with what it alone is told.
std::map<CommandLine::Command, CLI::App*> add_commands(CLI::App& program, CommandLine& line, bool& json) {
    using Command = CommandLine::Command;
    auto* serve = program.add_subcommand("serve", "Serve the page and the API");
    auto* check = program.add_subcommand("check", "Check what a server with these options needs; changes nothing");
    auto* reset = program.add_subcommand("reset-password", "Give an administrator who is locked out a new password");
    reset->add_option("email", line.email, "Email of the administrator")->required();
    auto* backup = program.add_subcommand("backup", "Write everything into one file, also beside a running server");
    backup->add_option("file", line.file, "The file, which must not exist")->required();
    backup->add_flag("--without-recordings", line.without_recordings, "Leave the recordings of calls out");
    backup->add_flag("--with-key", line.with_key, "Put the key file into it too");
    backup->add_flag("--without-key", line.without_key,
                     "Also where there is no key file, so that none is known to fit");
    auto* restore = program.add_subcommand("restore", "Restore a backup into an empty data folder and database");
    restore->add_option("file", line.file, "The file of the backup")->required();
    restore->add_flag("--without-key", line.without_key, "Also where what only the key of the backup can read is lost");
    restore->add_flag("--without-erasures", line.without_erasures,
                      "Also without a ledger of erasures: who was erased after the backup was made is back");
    auto* copy = program.add_subcommand("copy-database", "Copy a database that no server uses into an empty one");
    copy->add_option("--from", line.from, "A file, or postgres://user:password@host/database")->required();
    copy->add_option("--to", line.to, "Likewise")->required();
    auto* routes = program.add_subcommand("routes", "Print every route and who may call it");
    routes->add_flag("--json", json, "As JSON")->required();
    return {{Command::serve, serve},        {Command::check, check},     {Command::reset_password, reset},
            {Command::back_up, backup},     {Command::restore, restore}, {Command::copy_database, copy},
            {Command::print_routes, routes}};
}

}  // namespace

CommandLine read_command_line(int count, const char* const* arguments, const std::string& version) {
    using Command = CommandLine::Command;
    CLI::App program("Rollcall: members, permissions and AI voice agents of one account.", "rollcall");
    program.require_subcommand(1);
    program.set_version_flag("--version", "rollcall " + version, "Print the version of the program");
    Arguments unchecked;
    CommandLine line;
    bool json = false;
    auto commands = add_commands(program, line, json);
    // Of one command alone: CLI11 reads the variables of the others too, and would prefer them to flags.
    for (auto& [command, added] : commands) {
        const bool has_options = command != Command::print_routes && command != Command::copy_database;
        if (has_options && count > 1 && added->get_name() == arguments[1]) add_options(*added, unchecked);
    }
    try {
        program.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        throw make_exit(program, error);
    }
    for (const auto& [command, added] : commands) {
        if (added->parsed()) line.command = command;
    }
    if (line.command == Command::print_routes) return line;
    if (line.command == Command::copy_database) {
        line.from = parse_database_address("--from", line.from);
        line.to = parse_database_address("--to", line.to);
        return line;
    }
    try {
        line.options = parse_options(unchecked);
    } catch (const Exit& exit) {
        if (line.command != Command::check) throw;
        line.invalid_setting = exit.message;
    }
    line.options.version = version;
    return line;
}

}  // namespace rollcall::app
