#include "app/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/url/parse.hpp>
#include <charconv>
#include <sstream>

#include "database/postgres/address.hpp"

namespace rollcall::app {

namespace {

[[noreturn]] void refuse(std::string message) { throw Exit{2, "rollcall: " + std::move(message)}; }

// As the user writes them; `understood` makes Settings of them.
struct Given {
    std::string listen = "127.0.0.1:8080";
    std::string base_url;
    std::string data = "data";
    std::string database;
    std::string storage;
    std::string page;
    std::vector<std::string> trusted_proxies;
    std::vector<std::string> recording_hosts;
    GivenMail mail{.smtp_tls = "required"};
    std::string secret_key_file;
    std::string log_format = "text";
};

// The one list of settings.
void add_settings(CLI::App& serve, Given& given) {
    serve.add_option("--listen", given.listen, "Address and port to listen on; port 0 picks a free one")
        ->envname("ROLLCALL_LISTEN")
        ->capture_default_str();
    serve
        .add_option("--base-url", given.base_url, "Where browsers reach this server, such as https://calls.example.com")
        ->envname("ROLLCALL_BASE_URL");
    serve.add_option("--data", given.data, "Folder of all that is stored; made where there is none")
        ->envname("ROLLCALL_DATA")
        ->capture_default_str();
    serve
        .add_option("--database", given.database,
                    "A file, or postgres://user:password@host/database; rollcall.db in the data folder where not given")
        ->envname("ROLLCALL_DATABASE");
    serve
        .add_option("--storage", given.storage,
                    "Folder of pictures and recordings; 'storage' in the data folder where not given")
        ->envname("ROLLCALL_STORAGE");
    serve.add_option("--page", given.page, "Folder of the built page; 'page' beside the program where not given")
        ->envname("ROLLCALL_PAGE");
    serve
        .add_option("--trusted-proxies", given.trusted_proxies,
                    "Addresses or networks whose X-Forwarded-For is believed")
        ->envname("ROLLCALL_TRUSTED_PROXIES")
        ->delimiter(',');
    serve
        .add_option("--recording-hosts", given.recording_hosts,
                    "Hosts, or hosts with ports, from which recordings are copied although they are in a private "
                    "network or without https")
        ->envname("ROLLCALL_RECORDING_HOSTS")
        ->delimiter(',');
    serve
        .add_option("--smtp-url", given.mail.smtp_url,
                    "Mail server, such as smtp://user:password@mail.example.com:587 or smtps://...; without one mail "
                    "is kept in the data folder")
        ->envname("ROLLCALL_SMTP_URL");
    serve
        .add_option("--smtp-tls", given.mail.smtp_tls,
                    "Encryption (STARTTLS) with the mail server: required, opportunistic or none")
        ->envname("ROLLCALL_SMTP_TLS")
        ->capture_default_str()
        ->check(CLI::IsMember({"required", "opportunistic", "none"}));
    serve
        .add_option("--smtp-ca", given.mail.smtp_ca,
                    "File of the certificates to trust a mail server by; the system's where not given")
        ->envname("ROLLCALL_SMTP_CA");
    serve.add_option("--mail-from", given.mail.from, "Address that mail comes from")->envname("ROLLCALL_MAIL_FROM");
    serve
        .add_option(
            "--secret-key-file", given.secret_key_file,
            "File of the key that seals waiting mail; made where there is none, 'secret.key' in the data folder "
            "where not given")
        ->envname("ROLLCALL_SECRET_KEY_FILE");
    serve.add_option("--log-format", given.log_format, "text or json")
        ->envname("ROLLCALL_LOG_FORMAT")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
}

// "127.0.0.1:8080" and "[::1]:8080".
void understand_listen(const std::string& listen, Settings& settings) {
    const auto colon = listen.rfind(':');
    const auto wrong = fmt::format("--listen {} is not an address and a port, such as 127.0.0.1:8080.", listen);
    if (colon == std::string::npos || colon == 0) refuse(wrong);
    const auto* end = listen.data() + listen.size();
    const auto [rest, problem] = std::from_chars(listen.data() + colon + 1, end, settings.port);
    if (problem != std::errc{} || rest != end) refuse(wrong);
    settings.address = listen.substr(0, colon);
    if (settings.address.starts_with('[') && settings.address.ends_with(']')) {
        settings.address = settings.address.substr(1, settings.address.size() - 2);
    }
}

// The origin (RFC 6454, section 6.2) of an http or https address without path.
std::string origin_of(const std::string& base_url) {
    const auto wrong = fmt::format(
        "--base-url {} is not the address of a server without a path, such as https://calls.example.com.", base_url);
    const auto url = boost::urls::parse_uri(base_url);
    if (!url) refuse(wrong);
    const auto path = url->encoded_path();
    const bool is_origin = (path.empty() || path == "/") && !url->has_query() && !url->has_fragment() &&
                           !url->has_userinfo() && !url->encoded_host().empty();
    if (!is_origin || (url->scheme() != "http" && url->scheme() != "https")) refuse(wrong);
    const bool default_port = !url->has_port() || url->port() == (url->scheme() == "https" ? "443" : "80");
    auto origin = fmt::format("{}://{}", std::string(url->scheme()), std::string(url->encoded_host()));
    for (char& c : origin) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (!default_port) origin += ":" + std::string(url->port());
    return origin;
}

MailSettings mail_settings_of(const GivenMail& given) {
    try {
        return understood(given);
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
}

connectors::RecordingHosts recording_hosts_of(const std::vector<std::string>& given) {
    try {
        return connectors::RecordingHosts(given);
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
}

// What is wrong with an address is not quoted: a password is in it.
std::string understood_database(const Given& given) {
    if (given.database.empty()) return (std::filesystem::path(given.data) / "rollcall.db").string();
    const bool is_address = database::is_postgres_address(given.database);
    if (is_address ? !database::is_well_formed(given.database) : given.database.find("://") != std::string::npos) {
        refuse(
            "--database is neither a file nor an address such as postgres://user:password@host/database, in which "
            "@ / ? % of a password are written %40 %2F %3F %25.");
    }
    return given.database;
}

Settings understood(const Given& given) {
    Settings settings;
    understand_listen(given.listen, settings);
    if (!given.base_url.empty()) settings.base_url = origin_of(given.base_url);
    if (given.data.empty()) refuse("--data needs a folder.");
    settings.data = given.data;
    settings.database = understood_database(given);
    settings.storage = given.storage.empty() ? settings.data / "storage" : std::filesystem::path(given.storage);
    const auto beside = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    settings.page = given.page.empty() ? beside / "page" : std::filesystem::path(given.page);
    settings.picture_program = beside / "rollcall-picture";
    settings.audio_program = beside / "rollcall-audio";
    settings.recording_hosts = recording_hosts_of(given.recording_hosts);
    settings.trusted_proxies = http::TrustedProxies(given.trusted_proxies);
    settings.mail = mail_settings_of(given.mail);
    settings.secret_key_file =
        given.secret_key_file.empty() ? settings.data / "secret.key" : std::filesystem::path(given.secret_key_file);
    settings.log_format = given.log_format == "json" ? Settings::LogFormat::json : Settings::LogFormat::text;
    return settings;
}

// What CLI11 has to say about a command line that it could not follow, or was asked for by --help.
Exit exit_for(const CLI::App& program, const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream problem;
    const auto status = program.exit(error, out, problem);
    if (status == 0) return {0, out.str()};
    return {2, fmt::format("rollcall: {}", error.what())};
}

}  // namespace

CommandLine read_command_line(int count, const char* const* arguments) {
    CLI::App program("Rollcall: members, permissions and AI voice agents of one account.", "rollcall");
    program.require_subcommand(1);
    Given given;
    auto* serve = program.add_subcommand("serve", "Serve the page and the API");
    add_settings(*serve, given);
    auto* routes = program.add_subcommand("routes", "Print every route and who may call it");
    bool json = false;
    routes->add_flag("--json", json, "As JSON")->required();

    try {
        program.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        throw exit_for(program, error);
    }
    if (routes->parsed()) return {CommandLine::Command::print_routes, {}};
    return {CommandLine::Command::serve, understood(given)};
}

}  // namespace rollcall::app
